import { isSignedOut } from "../api/problem";
import type { LiveEvent } from "./events";
import { waitBefore } from "./jitter";
import type { OpenSocket, Socket } from "./socket";
import { Watched } from "./watched";

/** How the app hears of changes: at once, every few seconds, or not at all. */
export type LiveState = "connecting" | "online" | "polling" | "offline";

interface Doors {
  open: OpenSocket;
  /** Reads the feed to its end. */
  catchUp: () => Promise<void>;
  onEvent: (event: LiveEvent) => void;
  onSignedOut: () => void;
  chance?: () => number;
}

const POLL_MS = 5000;
/** One failure may be chance; from the second on the feed is polled. */
const TRIES_BEFORE_POLLING = 2;

/** The live connection: tries for ever, catches up after each opening, polls the feed where no socket can be had. */
export class Live {
  readonly state = new Watched<LiveState>("connecting");
  readonly #doors: Doors;
  readonly #watched = new Map<string, number>();
  #socket: Socket | null = null;
  #poll: ReturnType<typeof setInterval> | null = null;
  #wake: () => void = () => {};
  #stopped = false;

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  start(): void {
    window.addEventListener("online", this.hurry);
    window.addEventListener("offline", this.#onOffline);
    document.addEventListener("visibilitychange", this.hurry);
    void this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    window.removeEventListener("online", this.hurry);
    window.removeEventListener("offline", this.#onOffline);
    document.removeEventListener("visibilitychange", this.hurry);
    this.#stopPolling();
    this.#wake();
    await this.#socket?.close().catch(() => {});
  }

  /** Tries now instead of when the wait is over. */
  readonly hurry = (): void => this.#wake();

  /** Says something that may be lost. */
  tell(method: "Typing", given: object): boolean {
    if (this.#socket === null) return false;
    void this.#socket.invoke(method, given).catch(() => {});

    return true;
  }

  /** Asks for the full frames of a conversation while it is on screen. Returns how to stop. */
  watch(conversationId: string): () => void {
    const count = this.#watched.get(conversationId) ?? 0;
    this.#watched.set(conversationId, count + 1);
    if (count === 0) void this.#socket?.invoke("Watch", { conversationId }).catch(() => {});

    return () => {
      const left = (this.#watched.get(conversationId) ?? 1) - 1;
      if (left > 0) this.#watched.set(conversationId, left);
      else {
        this.#watched.delete(conversationId);
        void this.#socket?.invoke("Unwatch", { conversationId }).catch(() => {});
      }
    };
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#stopped; ) {
      try {
        const opened = await this.#connect();
        failures = 0;
        await opened.closed;
        if (!this.#stopped) this.state.set("connecting");
      } catch (error) {
        failures++;
        if (isSignedOut(error)) return this.#doors.onSignedOut();
        if (failures >= TRIES_BEFORE_POLLING) this.#startPolling();
      }
      if (!this.#stopped) await this.#pause(waitBefore(failures, this.#doors.chance));
    }
  }

  /** Subscribes first, then reads what it missed, so nothing can fall between. Resolves with the end of the connection. */
  async #connect(): Promise<{ closed: Promise<void> }> {
    let close = () => {};
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    const socket = await this.#doors.open(this.#doors.onEvent, () => close());
    this.#socket = socket;
    void closed.then(() => {
      this.#socket = null;
    });
    if (this.#stopped) {
      await socket.close();

      return { closed };
    }
    try {
      for (const conversationId of this.#watched.keys())
        void socket.invoke("Watch", { conversationId }).catch(() => {});
      await this.#doors.catchUp();
    } catch (error) {
      await socket.close();
      throw error;
    }
    this.#stopPolling();
    this.state.set("online");

    return { closed };
  }

  #startPolling(): void {
    if (this.#poll !== null) return;
    const once = () =>
      this.#doors.catchUp().then(
        () => this.#poll !== null && this.state.set("polling"),
        (error: unknown) => {
          if (this.#poll === null) return;
          // A browser does not say why a socket was refused; this does.
          if (isSignedOut(error)) this.#doors.onSignedOut();
          else this.state.set("offline");
        },
      );
    this.#poll = setInterval(once, POLL_MS);
    void once();
  }

  #stopPolling(): void {
    if (this.#poll !== null) clearInterval(this.#poll);
    this.#poll = null;
  }

  readonly #onOffline = (): void => {
    if (this.state.get() !== "online") this.state.set("offline");
    // A socket may outlive the network by half a minute; the feed tells what was missed either way.
    else void this.#socket?.close().catch(() => {});
  };

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
