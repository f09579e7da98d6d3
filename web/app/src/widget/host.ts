import type { FromFrame, ToFrame } from "../../../loader/src/messages";

/** The shop's page around the frame. The server says by `frame-ancestors` which pages that may be; this one says which it is. */
export class Host {
  /** As the page says it; whatever else is around the frame neither hears it nor is heard. */
  readonly origin: string;
  readonly #page: Window;
  /** What the page said before anybody listened. */
  readonly #said: ToFrame[] = [];
  #ear: ((message: ToFrame) => void) | null = null;

  constructor(origin: string, page: Window = window.parent) {
    this.origin = origin;
    this.#page = page;
    window.addEventListener("message", ({ origin: from, source, data }: MessageEvent) => {
      if (origin === "" || from !== origin || source !== page) return;
      if (typeof data !== "object" || data === null || !("parley" in data)) return;
      if (this.#ear === null) this.#said.push(data as ToFrame);
      else this.#ear(data as ToFrame);
    });
  }

  tell(message: FromFrame): void {
    if (this.origin !== "" && this.#page !== window) this.#page.postMessage(message, this.origin);
  }

  /** Returns how to stop. */
  listen(ear: (message: ToFrame) => void): () => void {
    this.#ear = ear;
    for (const message of this.#said.splice(0)) ear(message);

    return () => {
      this.#ear = null;
    };
  }
}
