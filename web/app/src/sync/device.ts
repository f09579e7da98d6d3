import { type IDBPDatabase, openDB } from "idb";
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

function lasting(database: IDBPDatabase): Device {
  return {
    isLasting: true,
    outbox: () => database.getAll("outbox"),
    keep: async (item) => void (await database.put("outbox", item)),
    drop: (clientId) => database.delete("outbox", clientId),
    drafts: () => database.getAll("drafts"),
    keepDraft: async (key, body) => {
      if (body === "") await database.delete("drafts", key);
      else await database.put("drafts", { key, body });
    },
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
