import type { FromFrame, ToFrame } from "../../../loader/src/messages";

/** The shop's page around the frame. The server says by `frame-ancestors` which pages that may be; this one says which it is. */
export class Host {
  /** As the page says it; whatever else is around the frame neither hears it nor is heard. */
  readonly origin: string;
  readonly #page: Window;

  constructor(origin: string, page: Window = window.parent) {
    this.origin = origin;
    this.#page = page;
  }

  tell(message: FromFrame): void {
    if (this.origin !== "" && this.#page !== window) this.#page.postMessage(message, this.origin);
  }

  /** Returns how to stop. */
  listen(ear: (message: ToFrame) => void): () => void {
    const hear = ({ origin, source, data }: MessageEvent) => {
      if (this.origin === "" || origin !== this.origin || source !== this.#page) return;
      if (typeof data === "object" && data !== null && "parley" in data) ear(data as ToFrame);
    };
    window.addEventListener("message", hear);

    return () => window.removeEventListener("message", hear);
  }
}
