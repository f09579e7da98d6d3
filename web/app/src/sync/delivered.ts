import type { UpTo } from "../api/client";
import type { Head, MessageView } from "../api/types";
import { audienceKey } from "../conversation/audience";
import { newlySeen } from "../conversation/unread";

const GATHER_MS = 400;

/** Tells the server how far messages have come to this device, gathered so that a burst is told once. */
export class Delivered {
  readonly #tell: (conversationId: string, body: UpTo) => Promise<void>;
  readonly #told = new Map<string, Map<string, number>>();
  readonly #seen = new Map<string, Pick<MessageView, "audience" | "seq">[]>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(tell: (conversationId: string, body: UpTo) => Promise<void>) {
    this.#tell = tell;
  }

  readonly saw = (conversationId: string, heads: readonly Pick<Head, "audience" | "seq">[]): void => {
    this.#seen.set(conversationId, [...(this.#seen.get(conversationId) ?? []), ...heads]);
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  };

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #flush(): void {
    this.#timer = null;
    for (const [conversationId, seen] of this.#seen) {
      const told = this.#told.get(conversationId) ?? new Map<string, number>();
      const upTo = newlySeen(seen, told);
      for (const { audience, seq } of upTo) told.set(audienceKey(audience), seq);
      this.#told.set(conversationId, told);
      // Lost is lost: the next message tells again, and reading tells more.
      if (upTo.length > 0) void this.#tell(conversationId, { upTo }).catch(() => {});
    }
    this.#seen.clear();
  }
}
