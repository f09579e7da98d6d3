import { describe, expect, it } from "vitest";
import { ana, byAna, conversation, cursor, everyone, message, northwind, team } from "./cast";
import { firstUnread, newlySeen, unreadLiesBefore } from "./unread";

const read = (upTo: number) =>
  conversation({ cursors: [cursor({ personId: ana }, upTo)], heads: [{ audience: everyone, seq: 40 }] });

describe("The first unread", () => {
  it("is the first that others said after my cursor", () => {
    const messages = [message(1), message(2, { sender: byAna }), message(3), message(4)];

    expect(firstUnread(messages, read(1), ana)).toBe(message(3).id);
    expect(firstUnread(messages, read(4), ana)).toBeNull();
  });

  it("is nothing for an admin who only looks on", () => {
    const seen = conversation({
      heads: [{ audience: everyone, seq: 40 }],
      mine: { role: "platform", may: ["note", "join"], audiences: [] },
    });

    expect(firstUnread([message(1)], seen, ana)).toBeNull();
    expect(unreadLiesBefore([message(31)], seen, ana)).toBe(false);
  });

  it("is no note of a team that an admin reads because he has a reason", () => {
    const seen = conversation({ mine: { role: "platform", may: ["send", "note"], audiences: [everyone] } });

    expect(firstUnread([message(1, { audience: team })], seen, ana)).toBeNull();
  });

  it("is never a record", () => {
    expect(firstUnread([message(1, { kind: "system" }), message(2)], read(0), ana)).toBe(message(2).id);
  });

  it("follows my business until I have a cursor of my own", () => {
    const mine = conversation({
      cursors: [cursor({ businessId: northwind }, 1)],
      mine: { role: "seller", businessId: northwind, may: [], audiences: [everyone] },
    });

    expect(firstUnread([message(1), message(2)], mine, ana)).toBe(message(2).id);
  });

  it("may lie before what is loaded", () => {
    expect(unreadLiesBefore([message(31)], read(12), ana)).toBe(true);
    expect(unreadLiesBefore([message(31)], read(30), ana)).toBe(false);
  });
});

describe("What was seen", () => {
  it("is told once, as the highest number of each audience", () => {
    const seen = [message(3), message(5), message(4), message(6, { audience: team, seq: 2 })];

    expect(newlySeen(seen, new Map())).toEqual([
      { audience: everyone, seq: 5 },
      { audience: team, seq: 2 },
    ]);
    expect(newlySeen(seen, new Map([["everyone::", 5]]))).toEqual([{ audience: team, seq: 2 }]);
  });
});
