import type { FromFrame, ToFrame } from "../../../loader/src/messages";

/** The shop's page around the frame. The server says by `frame-ancestors` which pages that may be; this one says which it is. */
export class Host {
  /** As the page says it; whatever else is around the frame neither hears it nor is heard. */
  readonly origin: string;
  readonly #page: Window;
  #ear: ((message: ToFrame) => void) | null = null;

  constructor(origin: string, page: Window = window.parent) {
    this.origin = origin;
    this.#page = page;
    window.addEventListener("message", ({ origin: from, source, data }: MessageEvent) => {
      if (origin === "" || from !== origin || source !== page) return;
      if (typeof data !== "object" || data === null || !("parley" in data)) return;
      this.#ear?.(data as ToFrame);
    });
  }

  tell(message: FromFrame): void {
    if (this.origin !== "" && this.#page !== window) this.#page.postMessage(message, this.origin);
  }

  /** The page says nothing before it is told that the frame is ready. */
  listen(ear: (message: ToFrame) => void): void {
    this.#ear = ear;
  }
}
