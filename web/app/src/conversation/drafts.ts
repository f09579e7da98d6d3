import type { Device } from "../sync/device";
import { Watched } from "../sync/watched";

export type Tab = "reply" | "note";

export const draftKey = (conversationId: string, tab: Tab) => `${conversationId}:${tab}`;

/** What I have begun to write, per conversation and tab. Kept on the device with every keystroke. */
export class Drafts {
  readonly all = new Watched<ReadonlyMap<string, string>>(new Map());
  readonly #device: Device;
  readonly #written = new Set<string>();

  constructor(device: Device) {
    this.#device = device;
  }

  /** What was begun before stands before what was written meanwhile; it does not come back where that was sent. */
  async load(): Promise<void> {
    const kept = await this.#device.drafts();
    const all = new Map(this.all.get());
    for (const { key, body } of kept) {
      const mine = all.get(key);
      if (!this.#written.has(key)) all.set(key, body);
      else if (mine !== undefined && mine !== body) {
        all.set(key, `${body}\n${mine}`);
        this.#keep(key, `${body}\n${mine}`);
      }
    }
    this.all.set(all);
  }

  write(conversationId: string, tab: Tab, body: string): void {
    const key = draftKey(conversationId, tab);
    this.#written.add(key);
    this.all.set(withDraft(this.all.get(), key, body));
    this.#keep(key, body);
  }

  #keep(key: string, body: string): void {
    void this.#device.keepDraft(key, body.trim() === "" ? "" : body).catch(() => {});
  }
}

export function withDraft(drafts: ReadonlyMap<string, string>, key: string, body: string): ReadonlyMap<string, string> {
  const next = new Map(drafts);
  if (body === "") next.delete(key);
  else next.set(key, body);

  return next;
}

/** What a list shows of a conversation's drafts: the reply first, then the note; null when nothing is begun. */
export function draftOf(
  drafts: ReadonlyMap<string, string>,
  conversationId: string,
): { tab: Tab; body: string } | null {
  for (const tab of ["reply", "note"] as const) {
    const body = drafts.get(draftKey(conversationId, tab))?.trim();
    if (body) return { tab, body };
  }

  return null;
}
