import { describe, expect, it } from "vitest";
import { ana, byAna, jo, message, northwind, row, team } from "../conversation/cast";
import { type InboxFilter, readFilter, writeFilter } from "./filter";
import { placeRow, type Rows, rowAfter, rowsOf, takeOut } from "./rows";

const list = (...pages: number[][]): Rows => ({
  pages: pages.map((ns, index) => ({
    items: ns.map((n) => row(n)),
    ...(index < pages.length - 1 && { next: `after ${index}` }),
  })),
  pageParams: pages.map(() => ""),
});
const order = (rows: Rows) => rowsOf(rows).map((one) => Number(one.topic.externalId));

describe("A list", () => {
  it("is, after a line changed, as it would be fetched", () => {
    const fetched = [8, 7, 5, 3];
    const newer = row(5, { last: row(8).last ?? null });

    expect(order(placeRow(list([7, 5], [3]), newer, {}))).toEqual([5, 7, 3]);
    expect(order(placeRow(list([7, 5], [3]), row(8), {}))).toEqual(fetched);
    expect(order(placeRow(placeRow(list([7, 5], [3]), row(8), {}), row(8), {}))).toEqual(fetched);
  });

  it("leaves a line that is older than all loaded to its own page", () => {
    const more: Rows = { pages: [{ items: [row(7), row(5)], next: "more" }], pageParams: [""] };

    expect(order(placeRow(more, row(1), {}))).toEqual([7, 5]);
    expect(order(placeRow(list([7, 5]), row(1), {}))).toEqual([7, 5, 1]);
  });

  it("holds only lines that fit its filter", () => {
    const changed = (rest: Parameters<typeof row>[1], filter: InboxFilter) =>
      order(placeRow(list([7, 5]), row(5, rest), filter));

    expect(changed({ archived: true }, {})).toEqual([7]);
    expect(changed({ status: "resolved" }, { status: "open" })).toEqual([7]);
    expect(changed({ unread: 0 }, { unread: true })).toEqual([7]);
    expect(changed({ unreadMark: true }, { unread: true })).toEqual([7, 5]);
    expect(changed({ topic: { kind: "service", title: "Cleaning" } }, { topic: "order" })).toEqual([7]);
    expect(changed({ businessId: northwind }, {})).toEqual([7]);
    expect(changed({ assignee: { personId: ana, name: "Ana" } }, { assignee: "nobody" })).toEqual([7]);
    expect(changed({ assignee: { personId: ana, name: "Ana" } }, { assignee: ana })).toEqual([7, 5]);
    expect(changed({ spam: true }, {})).toEqual([7]);
    expect(changed({ topic: { kind: "listing", id: northwind, title: "Lamp" } }, { topicId: ana })).toEqual([7]);
  });

  it("is narrowed by how its lines stand, and by when something was last said", () => {
    const in5 = (rest: Parameters<typeof row>[1], filter: InboxFilter) =>
      order(placeRow({ pages: [{ items: [] }], pageParams: [""] }, row(5, rest), filter)).length === 1;
    const at = row(5).last?.at ?? "";

    expect(in5({ spam: true, archived: true }, { state: "spam" })).toBe(true);
    expect(in5({ archived: true }, { state: "archived" })).toBe(true);
    expect(in5({ state: "replied", unread: 2 }, { state: "replied" })).toBe(true);
    expect(in5({ state: "replied", unreadMark: true }, { state: "new" })).toBe(true);
    expect(in5({ unread: 2 }, { state: "new" })).toBe(true);
    expect(in5({}, { state: "read" })).toBe(true);
    expect(in5({}, { state: "new" })).toBe(false);
    expect(in5({}, { from: at, to: "2027-01-01T00:00:00.000Z" })).toBe(true);
    expect(in5({}, { to: at })).toBe(false);
    expect(in5({}, { from: "2027-01-01T00:00:00.000Z" })).toBe(false);
  });

  it("that searches keeps its lines and takes in no others, for only the server knows", () => {
    expect(order(placeRow(list([7, 5]), row(5), { q: "oak" }))).toEqual([7, 5]);
    expect(order(placeRow(list([7, 5]), row(9), { q: "oak" }))).toEqual([7, 5]);
  });

  it("forgets a conversation that I lost", () => {
    expect(order(takeOut(list([7, 5], [3]), row(5).conversationId))).toEqual([7, 3]);
  });
});

describe("A line after a message", () => {
  it("shows it, counts what others said, and knows it already the second time", () => {
    const after = rowAfter(row(1), message(2, { body: "Hello\n  there", channel: "sms" }), ana);

    expect(after).toMatchObject({ unread: 1, last: { preview: "Hello there", channel: "sms", mine: false } });
    expect(rowAfter(after, message(2), ana)).toBe(after);
    expect(rowAfter(after, message(1), ana)).toBe(after);
  });

  it("counts neither mine nor records", () => {
    expect(rowAfter(row(1), message(2, { sender: byAna }), ana)).toMatchObject({ unread: 0, last: { mine: true } });
    expect(rowAfter(row(1), message(2, { kind: "system" }), ana).unread).toBe(0);
    expect(rowAfter(row(1), message(2, { audience: team }), ana).last?.note).toBe(true);
  });

  it("stands as answered once my side has spoken, and anew when another has; notes and records change nothing", () => {
    const line = row(1, { businessId: northwind });

    expect(rowAfter(line, message(2), ana).state).toBe("replied");
    expect(rowAfter(line, message(2, { sender: byAna }), jo).state).toBe("new");
    expect(rowAfter(line, message(2, { audience: team }), ana).state).toBe("read");
    expect(rowAfter(line, message(2, { kind: "system" }), ana).state).toBe("read");
  });

  it("previews at most a hundred characters as people count them", () => {
    const preview = rowAfter(row(1), message(2, { body: "👩‍👩‍👧".repeat(150) }), ana).last?.preview ?? "";

    expect([...new Intl.Segmenter().segment(preview)]).toHaveLength(100);
    expect(preview.endsWith("👩‍👩‍👧")).toBe(true);
  });
});

describe("The address", () => {
  it("carries the filters of a list there and back", () => {
    const filter: InboxFilter = { status: "open", unread: true, topic: "order", business: northwind, q: "oak" };
    const search = writeFilter(new URLSearchParams(), filter);

    expect(search.toString()).toBe(`status=open&unread=1&topic=order&business=${northwind}&q=oak`);
    expect(readFilter(new URLSearchParams(search.toString()))).toEqual(filter);
    expect(readFilter(writeFilter(search, { unread: undefined, q: undefined }))).toEqual({
      status: "open",
      topic: "order",
      business: northwind,
    });
  });

  it("is not believed where it says what no list knows", () => {
    expect(readFilter(new URLSearchParams("status=gone&topic=x&unread=yes&q=%20"))).toEqual({});
  });
});
