import type { Asked, ToFrame } from "../../../loader/src/messages";
import { Watched } from "../sync/watched";
import { whenIdle } from "../sync/whenIdle";
import { createWidgetApi, hurried, type WidgetApi } from "./api";
import type { Host } from "./host";
import { enter, type Keeper, type Kept, leave } from "./visit";

export interface Visit {
  /** By whose right the frame asks; undefined until that is known. */
  api: WidgetApi | undefined;
  asked: Asked;
}

interface Doors {
  shop: string;
  host: Host;
  keeper: Keeper;
  /** Fetches what only somebody with a session needs. */
  loadSignedIn: () => Promise<{ expectDevice: (personId: string) => void }>;
}

/**
 * What the shop's page wants shown, and to whom. It stands before anything is drawn: the server is asked while the code that
 * draws is still on its way.
 */
export class Visiting {
  readonly visit = new Watched<Visit>({ api: undefined, asked: { context: null, isCounted: true, signIn: null } });
  /** It is known who is there, if anybody. */
  readonly known: Promise<void>;
  readonly #doors: Doors;
  /** The access token of who is there, null for nobody; undefined until that is known. */
  #who: string | null | undefined;
  /** One after the other: two people must not come in at once. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(doors: Doors) {
    this.#doors = doors;
    this.known = new Promise((know) => {
      const { subscribe, get } = this.visit;
      const stop = subscribe(() => {
        if (get().api === undefined) return;
        stop();
        know();
      });
    });
    doors.host.listen((message) => {
      this.#last = this.#last.then(() => this.#hear(message)).catch(() => {});
    });
  }

  /** The session is over. */
  readonly signedOut = (): void => {
    const { host, keeper } = this.#doors;
    keeper.keep(null);
    host.tell({ parley: "guest", key: null });
    void this.#is(null);
    host.tell({ parley: "ask" });
  };

  /** Somebody whom the shop has not named has said who he is. */
  readonly guest = (accessToken: string): void => {
    const { host, keeper } = this.#doors;
    const kept = { accessToken, from: "" };
    keeper.keep(kept);
    host.tell({ parley: "guest", key: accessToken });
    void this.#is(kept);
  };

  async #hear(message: ToFrame): Promise<void> {
    if (message.parley === "open") this.#ask(message);
    else if (message.parley === "identify") await this.#identify(message.token);
    else if (message.parley === "shutdown") {
      await this.#identify(null);
      this.#doors.host.tell({ parley: "gone" });
    } else if (message.parley === "start") await this.#start(message);
  }

  async #start({ token, guest, ...asked }: Extract<ToFrame, { parley: "start" }>): Promise<void> {
    const { host, keeper } = this.#doors;
    this.#ask(asked);
    if (token !== null) await this.#identify(token);
    else {
      if (guest !== null) keeper.keep({ accessToken: guest, from: "" });
      await this.#is(keeper.read());
    }
    // Our own pages need no leave, so they are not on the list of sites that is kept of these.
    if (host.origin !== window.location.origin) this.#tell((api) => api.seen(host.origin));
  }

  #ask({ context, isCounted, signIn }: Asked): void {
    const { api, asked } = this.visit.get();
    // A loader that the browser kept from before says it once.
    const wayIn = signIn === undefined ? asked.signIn : ofPage(signIn, this.#doors.host.origin);
    this.visit.set({ api, asked: { context, isCounted, signIn: wayIn } });
    if (context !== null && !isCounted) this.#tell((by) => by.viewed(context));
  }

  /** What the shop counts waits until its visitor sees something, and is no matter if it fails. */
  #tell(count: (api: WidgetApi) => Promise<void>): void {
    whenIdle(() => void count(createWidgetApi(this.#doors.shop, null)).catch(() => {}));
  }

  async #identify(token: string | null): Promise<void> {
    const { shop, host, keeper } = this.#doors;
    const means = { keeper, apiOf: (accessToken: string | null) => createWidgetApi(shop, accessToken) };
    host.tell({ parley: "guest", key: null });
    if (token === null) {
      await leave(means);
      await this.#is(null);
    } else {
      const entering = enter(token, means);
      void this.#expectSession();
      await this.#is(await entering);
    }
  }

  async #expectSession(personId?: string): Promise<void> {
    try {
      const { expectDevice } = await this.#doors.loadSignedIn();
      if (personId !== undefined) expectDevice(personId);
    } catch {
      // Who draws it asks again.
    }
  }

  async #is(kept: Kept | null): Promise<void> {
    const accessToken = kept?.accessToken ?? null;
    if (this.#who === accessToken) return;
    this.#who = accessToken;
    const api = hurried(createWidgetApi(this.#doors.shop, accessToken), this.visit.get().asked.context);
    if (kept !== null) await this.#expectSession(kept.personId);
    // Meanwhile it may be somebody else.
    if (this.#who === accessToken) this.visit.set({ api, asked: this.visit.get().asked });
  }
}

/** An address on the shop's own site; null for any other. */
function ofPage(address: string | null, origin: string): string | null {
  if (!address) return null;
  try {
    const url = new URL(address, origin);

    return url.origin === origin ? url.href : null;
  } catch {
    return null;
  }
}
