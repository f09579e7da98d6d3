import { afterEach, expect, it, vi } from "vitest";
import { openDevice } from "./device";

type Stores = Record<string, Map<string, unknown>>;

/** A database as the browser's is, for as long as `stores` lives. */
const databaseOf = (stores: Stores) => ({
  getAll: async (name: string) => [...(stores[name]?.values() ?? [])],
  put: async (name: string, value: { key: string }) => {
    stores[name]?.set(value.key, value);

    return value.key;
  },
  delete: async (name: string, key: string) => void stores[name]?.delete(key),
  clear: async (name: string) => stores[name]?.clear(),
});

const newStores = (): Stores => ({ drafts: new Map(), outbox: new Map() });
const opens = (database: object) => async () => database as never;
const begun = { key: "t:reply", body: "Saturday would" };

afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

it("gives what the last page left before its database had it, and notes it no longer", async () => {
  const stores = newStores();
  stores.drafts?.set("u:reply", { key: "u:reply", body: "Sent since" });
  const never = { ...databaseOf(stores), put: () => new Promise(() => {}), delete: () => new Promise(() => {}) };
  const left = openDevice("ana", opens(never));
  void left.keepDraft(begun.key, begun.body);
  void left.keepDraft("u:reply", "");

  const device = openDevice("ana", opens(databaseOf(stores)));

  expect(await device.drafts()).toEqual([begun]);
  await vi.waitFor(() => expect({ ...localStorage }).toEqual({}));
  expect([...(stores.drafts?.values() ?? [])]).toEqual([begun]);
});

it("reads what it has kept before it takes what was written while it opened", async () => {
  const stores = newStores();
  stores.drafts?.set(begun.key, begun);
  const device = openDevice("ana", opens(databaseOf(stores)));

  const drafts = device.drafts();
  const taken = device.keepDraft(begun.key, "Or Sunday");

  expect(await drafts).toEqual([begun]);
  await taken;
  expect(stores.drafts?.get(begun.key)).toEqual({ key: begun.key, body: "Or Sunday" });
});

it("keeps what was left for another visit where the browser refuses its database, and says that nothing lasts", async () => {
  const refused = () => Promise.reject(new DOMException("Internal error opening backing store"));
  const stores = newStores();
  void openDevice("ana", () => new Promise(() => {})).keepDraft(begun.key, begun.body);

  const device = openDevice("ana", refused);
  expect(await device.drafts()).toEqual([]);
  expect(device.isLasting.get()).toBe(false);
  await device.keepDraft("u:reply", "Of this page");

  expect(await openDevice("ana", opens(databaseOf(stores))).drafts()).toEqual([begun]);
});

it("does not wait for a database that never opens", async () => {
  vi.useFakeTimers();
  const device = openDevice("ana", () => new Promise(() => {}));
  const drafts = device.drafts();
  const erased = device.erase();
  await vi.advanceTimersByTimeAsync(3000);

  expect(await drafts).toEqual([]);
  await erased;
  expect(device.isLasting.get()).toBe(false);
});

it("erases what the database has and what it has not, with a new connection where the browser closed the old", async () => {
  const stores = newStores();
  const closed = async () => {
    throw new DOMException("The database connection is closing.", "InvalidStateError");
  };
  const connections = [{ ...databaseOf(stores), clear: closed }, databaseOf(stores)];
  const device = openDevice("ana", async () => connections.shift() as never);
  await device.keepDraft(begun.key, begun.body);
  localStorage.setItem("parley-ana:outbox:c1", "{}");

  await device.erase();

  expect(stores).toEqual(newStores());
  expect({ ...localStorage }).toEqual({});
});
