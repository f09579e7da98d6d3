import { describe, expect, it } from "vitest";
import { dayName } from "../design/times";
import { ana, byAna, message, team } from "./cast";
import { daysOf } from "./entries";
import type { OutboxItem } from "./outbox";

const me = { personId: ana, sender: byAna };
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();
const days = (messages: Parameters<typeof daysOf>[0], waiting: OutboxItem[] = [], unread: string | null = null) =>
  daysOf(messages, waiting, me, unread);

const waiting: OutboxItem = {
  clientId: "c9",
  conversationId: "x",
  audience: { kind: "everyone" },
  body: "On its way",
  writtenAt: at(20, 12),
  state: "sending",
  attempts: 0,
  problem: null,
};

describe("Days", () => {
  it("part messages where the reader's own midnight lies (covers: S0-28)", () => {
    const parted = days([message(1, { sentAt: at(19, 23, 59) }), message(2, { sentAt: at(20, 0, 1) })]);

    expect(parted.map((day) => [day.date, day.entries.length])).toEqual([
      ["2026-11-19", 1],
      ["2026-11-20", 1],
    ]);
  });

  it("are named as people name them (covers: S0-28)", () => {
    const now = new Date(2026, 10, 20, 0, 5);

    expect(dayName(at(20, 0, 1), now)).toBe("Today");
    expect(dayName(at(19, 23, 59), now)).toBe("Yesterday");
    expect(dayName(at(16, 12), now)).toBe("Monday");
    expect(dayName(at(13, 12), now)).toMatch(/13.*2026|2026.*13/);
  });
});

describe("Groups", () => {
  const shape = (messages: Parameters<typeof daysOf>[0], unread: string | null = null) =>
    days(messages, [], unread).flatMap((day) => day.entries.map((entry) => [entry.startsGroup, entry.endsGroup]));

  it("hold what one sender said within five minutes", () => {
    const messages = [at(20, 10, 0), at(20, 10, 4), at(20, 10, 9)].map((sentAt, n) => message(n + 1, { sentAt }));

    expect(shape(messages)).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it("end where another speaks, a record stands, the readers change, or the unread begin", () => {
    const minutes = (n: number, rest = {}) => message(n, { sentAt: at(20, 10, 0), ...rest });
    const separate = [
      [true, true],
      [true, true],
    ];

    expect(shape([minutes(1), minutes(2, { sender: byAna })])).toEqual(separate);
    expect(shape([minutes(1), minutes(2, { kind: "system", system: { code: "order.shipped" } })])).toEqual(separate);
    expect(shape([minutes(1), minutes(2, { audience: team })])).toEqual(separate);
    expect(shape([minutes(1), minutes(2)], message(2).id)).toEqual(separate);
  });
});

describe("My message on its way", () => {
  it("stands at the end under its client id and becomes the confirmed one in place", () => {
    const before = days([message(1, { sentAt: at(20, 11) })], [waiting])[0]?.entries;
    const after = days(
      [message(1, { sentAt: at(20, 11) }), message(2, { sender: byAna, clientId: "c9" })],
      [waiting],
    ).flatMap((day) => day.entries);

    expect(before?.map((entry) => entry.key)).toEqual([message(1).id, "c9"]);
    expect(before?.[1]?.waiting?.state).toBe("sending");
    expect(after.map((entry) => entry.key)).toContain("c9");
    expect(after.filter((entry) => entry.key === "c9")).toHaveLength(1);
    expect(after.every((entry) => entry.waiting === null)).toBe(true);
  });
});
