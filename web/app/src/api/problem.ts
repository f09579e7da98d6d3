/** What the server says is wrong, by its stable code; `offline` where no answer came at all. */
export class ProblemError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: {
      reason?: string;
      title?: string;
      traceId?: string;
      errors?: Record<string, string[]>;
      /** In seconds. */
      retryAfter?: number;
    } = {},
  ) {
    super(code);
  }

  /** Whether the same request may succeed later without anybody changing it. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** Whether the server no longer knows who asks. */
export const isSignedOut = (error: unknown) => error instanceof ProblemError && error.status === 401;

/** The stable code of whatever went wrong; what is no answer of the server's is ours. */
export const codeOf = (error: unknown) => (error instanceof ProblemError ? error.code : "internal");

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

/** Reads an RFC 9457 body; anything else becomes the code of its status. */
export function problemOf(body: unknown, response: Pick<Response, "status" | "headers">): ProblemError {
  const read = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const code = text(read.code) ?? codeOfStatus(response.status);

  return new ProblemError(code, response.status, {
    ...pick("reason", text(read.reason)),
    ...pick("title", text(read.detail) ?? text(read.title)),
    ...pick("traceId", text(read.traceId)),
    ...pick("errors", read.errors as Record<string, string[]> | undefined),
    ...pick("retryAfter", Number.isFinite(retryAfter) ? retryAfter : undefined),
  });
}

function codeOfStatus(status: number): string {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";

  return status >= 500 ? "internal" : "invalid_request";
}

function pick<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
