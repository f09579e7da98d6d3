import type { SendBody } from "../api/client";
import { ProblemError } from "../api/problem";
import type { MessageView } from "../api/types";
import type { Device } from "../sync/device";
import { waitBefore } from "../sync/jitter";
import { Watched } from "../sync/watched";
import { afterRefusal, conversationsWith, hold, nextOf, type OutboxItem, release } from "./outbox";

interface Doors {
  device: Device;
  send: (conversationId: string, body: SendBody) => Promise<MessageView>;
  /** Hears of each confirmation before the item leaves, so that the message never blinks. */
  onSent: (message: MessageView) => void;
  chance?: () => number;
}

/**
 * Carries my messages to the server, one at a time in each conversation. An item is on the device before it is sent and
 * leaves when it is confirmed; a reload sends it again under the same client id, which the server answers with the first.
 */
export class Outbox {
  readonly items = new Watched<readonly OutboxItem[]>([]);
  readonly #doors: Doors;
  readonly #busy = new Set<string>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What the device keeps is here. Nothing is sent before: it would overtake that. */
  loaded: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  /** Brings back what was not confirmed before the page was left. */
  load(): Promise<void> {
    this.loaded = this.#load().catch(() => {});

    return this.loaded;
  }

  async #load(): Promise<void> {
    const kept = await this.#doors.device.outbox();
    kept.sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
    // What was written meanwhile stands behind it.
    this.items.set(this.items.get().reduce(hold, kept));
    this.tryAll();
  }

  /** It is sent in the same breath: who leaves at once has said it all the same. */
  add(item: OutboxItem): void {
    this.#change(item);
    void this.#run(item.conversationId);
  }

  retry(clientId: string): void {
    const item = this.items.get().find((known) => known.clientId === clientId);
    if (item === undefined) return;
    this.#change({ ...item, state: "sending", problem: null });
    this.#wake(item.conversationId);
  }

  discard(clientId: string): void {
    this.items.set(release(this.items.get(), clientId));
    void this.#doors.device.drop(clientId).catch(() => {});
  }

  /** The connection is back: no need to wait any longer. */
  tryAll(): void {
    for (const conversationId of conversationsWith(this.items.get())) this.#wake(conversationId);
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #wake(conversationId: string): void {
    clearTimeout(this.#timers.get(conversationId));
    this.#timers.delete(conversationId);
    void this.#run(conversationId);
  }

  async #run(conversationId: string): Promise<void> {
    if (this.#busy.has(conversationId) || this.#timers.has(conversationId)) return;
    this.#busy.add(conversationId);
    try {
      await this.loaded;
      for (;;) {
        const item = nextOf(this.items.get(), conversationId);
        if (item === null || this.#stopped || !(await this.#carry(item))) return;
      }
    } finally {
      this.#busy.delete(conversationId);
    }
  }

  /** True when the next may go. */
  async #carry(item: OutboxItem): Promise<boolean> {
    try {
      const { clientId, body, audience } = item;
      const audienceToo = audience.kind === "everyone" ? {} : { audience };
      const message = await this.#doors.send(item.conversationId, { clientId, body, ...audienceToo });
      this.#doors.onSent({ ...message, clientId });
      this.discard(clientId);

      return true;
    } catch (error) {
      const problem = error instanceof ProblemError ? error : new ProblemError("internal", 500);
      const refused = afterRefusal(item, problem);
      if (this.items.get().some((known) => known.clientId === item.clientId)) this.#change(refused);
      if (refused.state === "waiting") this.#later(refused, problem);

      return refused.state === "failed";
    }
  }

  #later(item: OutboxItem, problem: ProblemError): void {
    const asked = (problem.detail.retryAfter ?? 0) * 1000;
    const wait = Math.max(asked, waitBefore(item.attempts, this.#doors.chance));
    this.#timers.set(
      item.conversationId,
      setTimeout(() => this.#wake(item.conversationId), wait),
    );
  }

  #change(item: OutboxItem): void {
    this.items.set(hold(this.items.get(), item));
    // Who has signed out has had it erased.
    if (!this.#stopped) void this.#doors.device.keep(item).catch(() => {});
  }
}
