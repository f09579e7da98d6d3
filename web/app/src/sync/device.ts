import { type IDBPDatabase, openDB } from "idb";
import type { OutboxItem } from "../conversation/outbox";
import { Journal } from "./journal";
import { soon } from "./soon";
import { Watched } from "./watched";

interface Draft {
  key: string;
  body: string;
}

/** What one person's words on this device are kept in. Where the browser refuses storage they last as long as the page. */
export interface Device {
  /** Whether a database could be opened; that it could, until that is known. */
  readonly isLasting: Watched<boolean>;
  outbox(): Promise<OutboxItem[]>;
  keep(item: OutboxItem): Promise<void>;
  drop(clientId: string): Promise<void>;
  drafts(): Promise<Draft[]>;
  keepDraft(key: string, body: string): Promise<void>;
  /** At sign-out: nothing of this person stays behind. */
  erase(): Promise<void>;
}

type Database = Pick<IDBPDatabase, "getAll" | "put" | "delete" | "clear">;
type OpenDatabase = (name: string) => Promise<Database>;

/** A database that takes longer to open is none: nobody's words wait for it. */
const OPENS_MS = 3000;

/** There at once; what is asked of it waits until the database is open, or refused. */
export function openDevice(personId: string, openDatabase: OpenDatabase = openLasting): Device {
  const name = `parley-${personId}`;
  const isLasting = new Watched(true);
  const opening = soon(openDatabase(name), OPENS_MS).catch(() => {
    isLasting.set(false);

    return null;
  });
  const outbox = shelf<OutboxItem>(opening, name, "outbox");
  const drafts = shelf<Draft>(opening, name, "drafts");
  const wipe = (database: Database) => Promise.all([database.clear("outbox"), database.clear("drafts")]);

  return {
    isLasting,
    outbox: outbox.all,
    keep: (item) => outbox.write(item.clientId, item),
    drop: (clientId) => outbox.write(clientId, null),
    drafts: drafts.all,
    keepDraft: (key, body) => drafts.write(key, body === "" ? null : { key, body }),
    erase: async () => {
      outbox.forget();
      drafts.forget();
      const database = await opening;
      // A browser closes the databases of a page that has long been in the background.
      if (database !== null) await wipe(database).catch(async () => wipe(await openDatabase(name)));
    },
  };
}

const openLasting = async (name: string) =>
  openDB(name, 1, {
    upgrade(upgraded) {
      upgraded.createObjectStore("outbox", { keyPath: "clientId" });
      upgraded.createObjectStore("drafts", { keyPath: "key" });
    },
  });

/** One store of the database, and what it has not yet confirmed. */
function shelf<Kept>(opening: Promise<Database | null>, device: string, name: "outbox" | "drafts") {
  const journal = new Journal<Kept | null>(`${device}:${name}`);
  const take = (database: Database, key: string, value: Kept | null): Promise<unknown> =>
    value === null ? database.delete(name, key) : database.put(name, value);
  // What the last page left comes first, and what is read waits for it. Without a database it waits for a better day.
  const left = journal.left();
  const ready = opening.then((database) => {
    if (database !== null) for (const [key, value, stands] of left) take(database, key, value).then(stands, () => {});

    return database;
  });

  return {
    /** Null takes it away. */
    write: async (key: string, value: Kept | null): Promise<void> => {
      const stands = journal.note(key, value);
      const database = await ready;
      if (database !== null) await take(database, key, value);
      stands();
    },
    all: async (): Promise<Kept[]> => (await ready)?.getAll(name) ?? [],
    forget: () => journal.clear(),
  };
}
