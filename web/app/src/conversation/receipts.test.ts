import { describe, expect, it } from "vitest";
import { ana, conversation, cursor, everyone, jo, northwind, team } from "./cast";
import { moveCursors, readersOf, receiptOf } from "./receipts";

const sent = { seq: 5, audience: everyone, waiting: null };
const business = { businessId: northwind };
const seenBy = (...cursors: ReturnType<typeof cursor>[]) => receiptOf(sent, conversation({ cursors }), ana);

describe("A receipt", () => {
  it("goes from sent over delivered to seen as the other side's cursor moves (covers: S1-45)", () => {
    expect(seenBy(cursor(business, 4)).state).toBe("sent");
    expect(seenBy(cursor(business, 4, { delivered: 5 })).state).toBe("delivered");
    expect(seenBy(cursor(business, 5, { readAt: "2026-11-20T10:06:00.000Z" }))).toEqual({
      state: "read",
      by: "Northwind",
      at: "2026-11-20T10:06:00.000Z",
    });
  });

  it("gives no time for a message older than the newest one read", () => {
    expect(seenBy(cursor(business, 7, { readAt: "2026-11-20T10:06:00.000Z" }))).toMatchObject({ at: null });
  });

  it("names a person before a business", () => {
    expect(seenBy(cursor(business, 5), cursor({ personId: jo, name: "Jo" }, 5))).toMatchObject({ by: "Jo" });
  });

  it("does not count my own cursor, nor another audience's", () => {
    expect(seenBy(cursor({ personId: ana }, 9), cursor(business, 9, { audience: team })).state).toBe("sent");
  });

  it("does not count my own business", () => {
    const mine = conversation({
      cursors: [cursor(business, 9)],
      mine: { role: "seller", businessId: northwind, may: [], audiences: [] },
    });

    expect(receiptOf(sent, mine, jo).state).toBe("sent");
  });
});

describe("The readers of a message", () => {
  it("are all who came that far, each with his role, and a time that is never too early (covers: S4-18)", () => {
    const at = "2026-11-20T10:06:00.000Z";
    const view = conversation({
      mine: { role: "seller", businessId: northwind, may: [], audiences: [] },
      cursors: [
        cursor({ personId: "lee", name: "Lee" }, 9, { readAt: at }),
        cursor({ businessId: "oakworks", name: "Oakworks" }, 4),
        cursor({ personId: ana, name: "Ana Duarte" }, 5, { readAt: at }),
        cursor({ personId: jo, name: "Jo" }, 9),
        cursor(business, 9),
      ],
    });

    expect(readersOf(sent, view, jo)).toEqual([
      { key: ana, name: "Ana Duarte", role: "customer", at, isExact: true },
      { key: "lee", name: "Lee", role: "seller", at, isExact: false },
    ]);
    expect(readersOf({ ...sent, seq: null }, view, jo)).toEqual([]);
  });
});

describe("A cursor event", () => {
  it("leaves the conversation as it would be fetched, in any order and repeated", () => {
    const before = conversation({ cursors: [cursor(business, 2)] });
    const events = [cursor(business, 5), cursor(business, 3), cursor({ personId: jo }, 1), cursor(business, 5)];

    for (const order of [events, [...events].reverse()]) {
      const after = order.reduce((state, event) => moveCursors(state, [event]), before);
      expect(after.cursors).toContainEqual(cursor(business, 5));
      expect(after.cursors).toContainEqual(cursor({ personId: jo }, 1));
      expect(after.cursors).toHaveLength(2);
    }
  });
});
