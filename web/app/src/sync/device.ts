import { type IDBPDatabase, openDB, unwrap } from "idb";
import { begun } from "../api/begun";
import type { OutboxItem } from "../conversation/outbox";

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

type Name = "outbox" | "drafts";

function lasting(database: IDBPDatabase): Device {
  /** Committed in the same breath: a page that goes at once aborts what still waits for its commit. */
  const write = async (name: Name, change: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(name, "readwrite");
    change(unwrap(transaction.store));
    transaction.commit();
    await transaction.done;
  };

  return {
    isLasting: true,
    outbox: () => database.getAll("outbox"),
    keep: (item) => write("outbox", (store) => store.put(item)),
    drop: (clientId) => write("outbox", (store) => store.delete(clientId)),
    drafts: () => database.getAll("drafts"),
    keepDraft: (key, body) =>
      write("drafts", (store) => (body === "" ? store.delete(key) : store.put({ key, body } satisfies Draft))),
    erase: async () => {
      await Promise.all([database.clear("outbox"), database.clear("drafts")]);
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
