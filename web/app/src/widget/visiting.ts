import type { Asked, ToFrame } from "../../../loader/src/messages";
import type { Device } from "../sync/device";
import { soon } from "../sync/soon";
import { Watched } from "../sync/watched";
import { whenIdle } from "../sync/whenIdle";
import { createWidgetApi, hurried, type WidgetApi } from "./api";
import type { Host } from "./host";
import type SignedIn from "./SignedIn";
import { enter, type Keeper, type Kept, leave } from "./visit";

export interface Visit {
  /** By whose right the frame asks; undefined until that is known, and the code for him is here or has failed. */
  api: WidgetApi | undefined;
  asked: Asked;
  /** What this device keeps of who is there, where it was said who that is before he was shown. */
  device?: Device | undefined;
  /** What draws who has a session; undefined for nobody, and where it could not be read. */
  SignedIn?: typeof SignedIn | undefined;
}

/** What only somebody with a session needs. */
export interface ForSignedIn {
  default: typeof SignedIn;
  openDevice: (personId: string) => Device;
}

/** Less than the page waits for it. */
const WIPES_MS = 3000;

interface Doors {
  shop: string;
  host: Host;
  keeper: Keeper;
  loadSignedIn: () => Promise<ForSignedIn>;
}

/**
 * What the shop's page wants shown, and to whom. It stands before anything is drawn: the server is asked while the code that
 * draws is still on its way.
 */
export class Visiting {
  readonly visit = new Watched<Visit>({ api: undefined, asked: { context: null, isCounted: true, signIn: null } });
  /** There is an api to ask by. */
  readonly isReady: Promise<void>;
  readonly #doors: Doors;
  #device: Device | undefined;
  #ready = (): void => {};
  /** By whose right it will be asked, once his code is here. */
  #next: WidgetApi | undefined;
  /** One after the other: two people must not come in at once. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(doors: Doors) {
    this.#doors = doors;
    this.isReady = new Promise((resolve) => {
      this.#ready = resolve;
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

  /** Somebody whom the shop has not named has said who he is. Done when he is who is shown. */
  readonly guest = (accessToken: string): Promise<void> => {
    const { host, keeper } = this.#doors;
    const kept = { accessToken, from: "" };
    keeper.keep(kept);
    host.tell({ parley: "guest", key: accessToken });

    return this.#is(kept);
  };

  /** Somebody is in, and this is what this device keeps of him. */
  readonly isIn = (personId: string, device: Device): void => {
    const { keeper } = this.#doors;
    const kept = keeper.read();
    // Meanwhile somebody else may have come in.
    if (kept === null || kept.accessToken !== this.visit.get().api?.accessToken) return;
    keeper.keep({ ...kept, personId });
    this.#device = device;
  };

  async #hear(message: ToFrame): Promise<void> {
    if (message.parley === "open") this.#ask(message);
    else if (message.parley === "identify") await this.#identify(message.token);
    else if (message.parley === "shutdown") await this.#shutDown();
    else if (message.parley === "start") await this.#start(message);
  }

  async #start({ token, guest, ...asked }: Extract<ToFrame, { parley: "start" }>): Promise<void> {
    const { host, keeper } = this.#doors;
    this.#ask(asked);
    if (token !== null) await this.#identify(token);
    else {
      if (guest !== null && keeper.read()?.accessToken !== guest) keeper.keep({ accessToken: guest, from: "" });
      void this.#is(keeper.read());
    }
    // Our own pages need no leave, so they are not on the list of sites that is kept of these.
    if (host.origin !== window.location.origin) this.#tell((api) => api.seen(host.origin));
  }

  #ask({ context, isCounted, signIn }: Asked): void {
    const { asked } = this.visit.get();
    // A loader that the browser kept from before says it once.
    const wayIn = signIn === undefined ? asked.signIn : ofPage(signIn, this.#doors.host.origin);
    this.visit.set({ ...this.visit.get(), asked: { context, isCounted, signIn: wayIn } });
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
      void this.#is(null);
    } else {
      const entering = enter(token, means);
      // On its way beside the answer; where it fails, who draws it asks again.
      this.#doors.loadSignedIn().catch(() => {});
      void this.#is(await entering);
    }
  }

  /** Nobody is there any more, and nothing of him. */
  async #shutDown(): Promise<void> {
    const { host, keeper, loadSignedIn } = this.#doors;
    const personId = keeper.read()?.personId;
    const device = this.#device;
    await this.#identify(null);
    const wipe = async () =>
      device !== undefined || personId === undefined
        ? device?.erase()
        : (await loadSignedIn()).openDevice(personId).erase();
    // The code may never come, and the page waits.
    await soon(wipe(), WIPES_MS).catch(() => {});
    host.tell({ parley: "gone" });
  }

  /** Nobody waits for this who has another word of the page's to hear: the code may be long in coming. */
  async #is(kept: Kept | null): Promise<void> {
    const accessToken = kept?.accessToken ?? null;
    if (this.#next?.accessToken === accessToken) return;
    const api = hurried(createWidgetApi(this.#doors.shop, accessToken), this.visit.get().asked.context);
    this.#next = api;
    const code = kept === null ? undefined : await this.#doors.loadSignedIn().catch(() => undefined);
    // Meanwhile it may be somebody else.
    if (this.#next !== api) return;
    const device = kept?.personId === undefined ? undefined : code?.openDevice(kept.personId);
    this.#device = device;
    this.visit.set({ api, asked: this.visit.get().asked, device, SignedIn: code?.default });
    this.#ready();
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
