import type { FromFrame, ToFrame } from "./messages";
import { base, cross, element, icon, shadowOf, sheetOf } from "./shadow";
import { language, words } from "./words";

const css = sheetOf(`
section { position: fixed; inset-block-end: 88px; inset-inline-end: 20px; z-index: 2147483001; display: flex;
  flex-direction: column; width: 400px; height: min(680px, calc(100dvh - 108px)); overflow: hidden; border-radius: 16px;
  background: #fff; color: #0f172a; box-shadow: 0 2px 6px rgb(15 23 42 / 8%), 0 24px 64px rgb(15 23 42 / 22%); outline: none; }
header { display: flex; align-items: center; justify-content: space-between; flex: none; min-height: 48px;
  padding-inline: 16px 6px; background: var(--accent); color: var(--on-accent); font-weight: 600; }
button { display: grid; place-items: center; width: 44px; height: 44px; padding: 0; border: 0; border-radius: 6px;
  background: none; color: inherit; }
button:focus-visible { outline-color: var(--on-accent); outline-offset: -4px; }
iframe { flex: 1; width: 100%; min-height: 0; border: 0; background: #f6f8fb; }
@media (max-width: 640px) { section { inset: 0; width: auto; height: 100dvh; border-radius: 0; } }
`);

/** What happens in the panel. */
interface Ears {
  /** The frame says something. */
  hear: (message: FromFrame) => void;
  onClosed: () => void;
}

/** The dialog with the frame in it. It is no modal one: the page goes on to work. */
export class Panel {
  readonly #host = element("div", { hidden: "" });
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #ears: Ears;

  /** @param address Of the frame's page. */
  constructor(address: URL, ears: Ears) {
    this.#origin = address.origin;
    this.#ears = ears;
    this.#frame = element("iframe", { src: address.href, title: words.panel });
    const button = element("button", { type: "button", "aria-label": words.close }, icon(cross));
    button.onclick = () => this.close();
    const section = element("section", { role: "dialog", "aria-label": words.panel, lang: language });
    section.append(element("header", {}, words.panel, button), this.#frame);
    section.onkeydown = (event) => event.key === "Escape" && this.close();
    shadowOf(this.#host, [base, css], section);
    addEventListener("message", this.#onMessage);
    document.body.append(this.#host);
  }

  get isOpen(): boolean {
    return !this.#host.hidden;
  }

  open(): void {
    this.#host.hidden = false;
    // To focus, the page is laid out; the frame is asked for first.
    requestAnimationFrame(() => this.#frame.focus());
  }

  close(): void {
    if (!this.isOpen) return;
    this.#host.hidden = true;
    this.#ears.onClosed();
  }

  remove(): void {
    removeEventListener("message", this.#onMessage);
    this.#host.remove();
  }

  /** Only our own page hears it, whatever the frame shows meanwhile. */
  tell(message: ToFrame): void {
    this.#frame.contentWindow?.postMessage(message, this.#origin);
  }

  readonly #onMessage = ({ origin, source, data }: MessageEvent): void => {
    if (origin !== this.#origin || source !== this.#frame.contentWindow) return;
    if (typeof data === "object" && data !== null && "parley" in data) this.#ears.hear(data as FromFrame);
  };
}
