import type { Device } from "../sync/device";
import { Watched } from "../sync/watched";

export type Tab = "reply" | "note";

export const draftKey = (conversationId: string, tab: Tab) => `${conversationId}:${tab}`;

/** What I have begun to write, per conversation and tab. Kept on the device with every keystroke. */
export class Drafts {
  readonly all = new Watched<ReadonlyMap<string, string>>(new Map());
  readonly #device: Device;

  constructor(device: Device) {
    this.#device = device;
  }

  async load(): Promise<void> {
    const kept = await this.#device.drafts();
    this.all.set(new Map([...kept.map(({ key, body }) => [key, body] as const), ...this.all.get()]));
  }

  write(conversationId: string, tab: Tab, body: string): void {
    const key = draftKey(conversationId, tab);
    this.all.set(withDraft(this.all.get(), key, body));
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
