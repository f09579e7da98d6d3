import { type Asked, type Context, contextOf, type FromFrame } from "./messages";
import { Panel } from "./panel";

/** A token that the shop's server signed, or how to get one; it is fetched when it is needed. */
type Token = string | (() => string | Promise<string>);

type Heard = { unread: (count: number) => void; ready: () => void };

/** What the page's script tag says. */
export interface Options {
  /** Where Parley is. */
  origin: string;
  shop: string;
  /** Where visitors of the shop sign in; `{page}` stands for the page that they come from. */
  signIn: string | null;
  /** Whether views are told of before anybody has touched anything. */
  countsViews: boolean;
}

/** How long a frame may take to wipe itself before it is removed all the same. */
const GOODBYE_MS = 5000;

/** The widget of one page. Nothing is asked for, opened or stored before somebody opens it. */
export class Widget {
  readonly #options: Options;
  readonly #ears: { [Name in keyof Heard]: Heard[Name][] } = { unread: [], ready: [] };
  readonly #counted = new Set<string>();
  #token: Token | null = null;
  #panel: Panel | null = null;
  #isReady = false;
  #asked: Asked = { context: null, isCounted: false, signIn: null };
  #opener: HTMLElement | null = null;
  #onGone: (() => void) | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Says who the visitor is. Another token is another person: the one before is signed out. */
  identify(token: Token): void {
    this.#token = token;
    if (this.#isReady) void this.#identify();
  }

  on<Name extends keyof Heard>(name: Name, ear: Heard[Name]): void {
    this.#ears[name]?.push(ear);
    if (name === "ready") (ear as Heard["ready"])();
  }

  /** @param opener Where the focus goes back to. */
  open(asked: string | Context | null = null, opener: HTMLElement | null = null): void {
    const context = typeof asked === "string" ? contextOf(asked, null) : asked;
    this.#asked = {
      context,
      isCounted: context === null || this.#counted.has(keyOf(context)),
      signIn: this.#signIn(),
    };
    if (context !== null) this.#counted.add(keyOf(context));
    this.#opener?.setAttribute("aria-expanded", "false");
    this.#opener = opener ?? (document.activeElement as HTMLElement | null);
    opener?.setAttribute("aria-expanded", "true");
    this.#made().open();
    if (this.#isReady) this.#panel?.tell({ parley: "open", ...this.#asked });
  }

  readonly close = (): void => this.#panel?.close();

  toggle(opener: HTMLElement): void {
    if (this.#panel?.isOpen) this.close();
    else this.open(null, opener);
  }

  /** Signs the visitor out here and leaves nothing of him in this browser. */
  async shutdown(): Promise<void> {
    this.#token = null;
    this.close();
    const panel = this.#made();
    await new Promise<void>((resolve) => {
      this.#onGone = resolve;
      setTimeout(resolve, GOODBYE_MS);
      if (this.#isReady) panel.tell({ parley: "shutdown" });
    });
    panel.remove();
    this.#onGone = this.#panel = null;
    this.#isReady = false;
    this.#tellUnread(0);
    this.#keepGuest(null);
  }

  /** A page shows a context. */
  shows(context: Context | null): void {
    if (!this.#options.countsViews || context?.externalId === undefined || this.#counted.has(keyOf(context))) return;
    if (context.topic !== "listing" && context.topic !== "service") return;
    this.#counted.add(keyOf(context));
    const query = new URLSearchParams({ topic: context.topic, externalId: context.externalId });
    const address = `${this.#options.origin}/api/v1/widgets/${this.#options.shop}/views?${query}`;
    fetch(address, { method: "POST", mode: "no-cors", credentials: "omit", keepalive: true }).catch(() => {});
  }

  /** A button that is about to be used has the connection opened. */
  expects(button: HTMLElement): void {
    const connect = () => {
      const link = Object.assign(document.createElement("link"), { rel: "preconnect", href: this.#options.origin });
      if (this.#panel === null) document.head.append(link);
    };
    for (const name of ["pointerenter", "focus"]) button.addEventListener(name, connect, { once: true });
  }

  #made(): Panel {
    const { origin, shop } = this.#options;
    const address = new URL(`${origin}/w/${encodeURIComponent(shop)}#${location.origin}`);
    this.#panel ??= new Panel(address, { hear: this.#hear, onClosed: () => this.#giveFocusBack() });

    return this.#panel;
  }

  readonly #hear = (message: FromFrame): void => {
    if (message.parley === "ready") void this.#start();
    else if (message.parley === "ask") void this.#identify();
    else if (message.parley === "guest") this.#keepGuest(message.key);
    else if (message.parley === "unread") this.#tellUnread(Number(message.count) || 0);
    else if (message.parley === "close") this.close();
    else if (message.parley === "gone") this.#onGone?.();
  };

  async #start(): Promise<void> {
    if (this.#onGone !== null) return this.#panel?.tell({ parley: "shutdown" });
    const token = await this.#newToken();
    this.#isReady = true;
    const guest = token === null ? this.#guest() : null;
    this.#panel?.tell({ parley: "start", token, guest, ...this.#asked });
  }

  #signIn(): string | null {
    const page = location.pathname + location.search + location.hash;

    return this.#options.signIn?.replaceAll("{page}", encodeURIComponent(page)) ?? null;
  }

  // The page keeps it: where other sites may store nothing, the frame forgets with each page.
  #guest(): string | null {
    try {
      return localStorage.getItem(this.#guestName);
    } catch {
      return null;
    }
  }

  #keepGuest(key: string | null): void {
    try {
      if (key === null) localStorage.removeItem(this.#guestName);
      else localStorage.setItem(this.#guestName, key);
    } catch {}
  }

  get #guestName(): string {
    return `parley.guest.${this.#options.shop}`;
  }

  async #identify(): Promise<void> {
    this.#panel?.tell({ parley: "identify", token: await this.#newToken() });
  }

  /** Without a good one the visitor is nobody in particular. */
  async #newToken(): Promise<string | null> {
    try {
      return (typeof this.#token === "function" ? await this.#token() : this.#token) || null;
    } catch {
      return null;
    }
  }

  #tellUnread(count: number): void {
    for (const ear of this.#ears.unread) ear(count);
  }

  #giveFocusBack(): void {
    this.#opener?.setAttribute("aria-expanded", "false");
    this.#opener?.focus();
    this.#opener = null;
  }
}

const keyOf = ({ topic, externalId }: Context) => `${topic}:${externalId}`;
