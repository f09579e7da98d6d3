import { type IDBPDatabase, openDB } from "idb";
import type { OutboxItem } from "../conversation/outbox";
import { Journal } from "./journal";
import { Watched } from "./watched";

interface Draft {
  key: string;
  body: string;
}

/** What one person's words on this device are kept in. Where the browser refuses storage they last as long as the page. */
export interface Device {
  /** Until the browser refuses. */
  readonly isLasting: Watched<boolean>;
  outbox(): Promise<OutboxItem[]>;
  keep(item: OutboxItem): Promise<void>;
  drop(clientId: string): Promise<void>;
  drafts(): Promise<Draft[]>;
  keepDraft(key: string, body: string): Promise<void>;
  /** At sign-out: nothing of this person stays behind. */
  erase(): Promise<void>;
}

/** Nobody waits until it is open: what is asked of it waits for that. */
export function openDevice(personId: string): Device {
  const name = `parley-${personId}`;
  const isLasting = new Watched(true);
  const opening = open(name).catch(() => {
    isLasting.set(false);

    return null;
  });
  const outbox = shelf<OutboxItem>(opening, name, "outbox");
  const drafts = shelf<Draft>(opening, name, "drafts");

  return {
    isLasting,
    outbox: outbox.all,
    keep: (item) => outbox.write(item.clientId, item),
    drop: (clientId) => outbox.write(clientId, null),
    drafts: drafts.all,
    keepDraft: (key, body) => drafts.write(key, body === "" ? null : { key, body }),
    erase: async () => {
      await Promise.all([outbox.clear(), drafts.clear()]);
    },
  };
}

const open = async (name: string) =>
  openDB(name, 1, {
    upgrade(upgraded) {
      upgraded.createObjectStore("outbox", { keyPath: "clientId" });
      upgraded.createObjectStore("drafts", { keyPath: "key" });
    },
  });

/** One store of the database, and what it has not yet confirmed. */
function shelf<Kept>(opening: Promise<IDBPDatabase | null>, device: string, name: "outbox" | "drafts") {
  const journal = new Journal<Kept | null>(`${device}:${name}`);
  /** Null takes it away. */
  const write = async (key: string, value: Kept | null): Promise<void> => {
    const stands = journal.note(key, value);
    const database = await opening;
    await (value === null ? database?.delete(name, key) : database?.put(name, value));
    stands();
  };
  // Whatever is read after this waits for it.
  for (const [key, value] of journal.left()) void write(key, value).catch(() => {});

  return {
    write,
    all: async (): Promise<Kept[]> => (await opening)?.getAll(name) ?? [],
    clear: async (): Promise<void> => {
      journal.clear();
      await (await opening)?.clear(name);
    },
  };
}
