import { describe, expect, it } from "vitest";
import { ana, byAna, message } from "./cast";
import { daysOf } from "./entries";
import { earlier, fromUnread, later, MOST_SHOWN, STEP, shownOf } from "./shown";

const thread = (count: number, firstUnread: number | null = null) => {
  const messages = Array.from({ length: count }, (_, index) => message(index + 1));
  const unreadId = firstUnread === null ? null : (messages[firstUnread - 1]?.id ?? null);
  const days = daysOf(messages, [], { personId: ana, sender: byAna }, unreadId);

  return { days, entries: days.flatMap((day) => day.entries) };
};
const seqs = ({ days, entries }: ReturnType<typeof thread>, from: string | null) =>
  shownOf(days, entries, from).days.flatMap((day) => day.entries.map((entry) => entry.seq ?? 0));

describe("What a page holds of a thread", () => {
  it("is all of a short one", () => {
    const short = thread(MOST_SHOWN);

    expect(seqs(short, null)).toHaveLength(MOST_SHOWN);
    expect(shownOf(short.days, short.entries, null)).toMatchObject({ hasEarlier: false, hasLater: false });
    expect(earlier(short.entries, null)).toBeNull();
  });

  it("is the newest of a long one, and goes back and forth without a gap", () => {
    const long = thread(1000);
    const walked: number[] = [];
    let from: string | null = null;
    expect(seqs(long, from).at(-1)).toBe(1000);

    for (let step = 0; step < 20; step++) {
      const shown = seqs(long, from);
      expect(shown.length).toBe(MOST_SHOWN);
      expect(shown.at(-1)).toBe((shown[0] ?? 0) + MOST_SHOWN - 1);
      walked.push(shown[0] ?? 0);
      from = earlier(long.entries, from);
    }
    expect(walked[1]).toBe((walked[0] ?? 0) - STEP);
    expect(walked.at(-1)).toBe(1);

    for (let step = 0; step < 20; step++) from = later(long.entries, from);
    expect(from).toBeNull();
    expect(seqs(long, from).at(-1)).toBe(1000);
  });

  it("stays where it is while older and newer ones come", () => {
    const before = thread(1000);
    const from = earlier(before.entries, null);
    const grown = thread(1010);

    expect(seqs(grown, from)).toEqual(seqs(before, from));
    expect(seqs(grown, null).at(-1)).toBe(1010);
  });

  it("opens with the first unread in it, however far back that is", () => {
    const away = thread(1000, 400);

    expect(seqs(away, fromUnread(away.entries))).toContain(400);
    expect(fromUnread(thread(1000, 990).entries)).toBeNull();
    expect(fromUnread(thread(1000).entries)).toBeNull();
  });
});
