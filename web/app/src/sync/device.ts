import { type IDBPDatabase, openDB } from "idb";
import { begun } from "../api/begun";
import type { OutboxItem } from "../conversation/outbox";
import { Journal } from "./journal";

interface Draft {
  key: string;
  body: string;
}

/** What one person's words on this device are kept in. Where the browser refuses storage, memory serves, and `isLasting` says so. */
export interface Device {
  readonly isLasting: boolean;
  outbox(): Promise<OutboxItem[]>;
  keep(item: OutboxItem): Promise<void>;
  drop(clientId: string): Promise<void>;
  drafts(): Promise<Draft[]>;
  keepDraft(key: string, body: string): Promise<void>;
  /** At sign-out: nothing of this person stays behind. */
  erase(): Promise<void>;
}

export type OpenDevice = (personId: string) => Promise<Device>;

export async function openDevice(personId: string): Promise<Device> {
  try {
    const name = `parley-${personId}`;
    const database = await openDB(name, 1, {
      upgrade(upgraded) {
        upgraded.createObjectStore("outbox", { keyPath: "clientId" });
        upgraded.createObjectStore("drafts", { keyPath: "key" });
      },
    });

    return lasting(database);
  } catch {
    return forgetful();
  }
}

/** Begins to open it, and to read what it holds, while the server is still asked who is there. */
export const expectDevice = (personId: string): OpenDevice =>
  begun(async (id) => {
    const device = await openDevice(id);

    return { ...device, drafts: begun(device.drafts), outbox: begun(device.outbox) };
  }, personId);

function lasting(database: IDBPDatabase): Device {
  const outbox = shelf<OutboxItem>(database, "outbox");
  const drafts = shelf<Draft>(database, "drafts");

  return {
    isLasting: true,
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

/** One store of the database, and what it has not yet confirmed. */
function shelf<Kept>(database: IDBPDatabase, name: string) {
  const journal = new Journal<Kept | null>(`${database.name}:${name}`);
  /** Null takes it away. */
  const write = async (key: string, value: Kept | null): Promise<void> => {
    const stands = journal.note(key, value);
    await (value === null ? database.delete(name, key) : database.put(name, value));
    stands();
  };
  // Whatever is read after this waits for it.
  for (const [key, value] of journal.left()) void write(key, value).catch(() => {});

  return {
    write,
    all: (): Promise<Kept[]> => database.getAll(name),
    clear: () => {
      journal.clear();

      return database.clear(name);
    },
  };
}

/** Keeps nothing beyond the page. */
export function forgetful(): Device {
  return {
    isLasting: false,
    outbox: async () => [],
    keep: async () => {},
    drop: async () => {},
    drafts: async () => [],
    keepDraft: async () => {},
    erase: async () => {},
  };
}
