import { describe, expect, it } from "vitest";
import { everyone, message, team } from "./cast";
import { confirm, emptyTimeline, holeIn, newestId, prepend } from "./timeline";

const of = (...ns: number[]) =>
  prepend(
    emptyTimeline,
    ns.map((n) => message(n)),
    false,
  );
const numbers = (timeline: { messages: readonly { seq: number }[] }) => timeline.messages.map(({ seq }) => seq);

describe("The timeline", () => {
  it("takes messages in any order and any number of times and stays the same", () => {
    const inOrder = of(1, 2, 3, 4);
    const shuffled = [message(4), message(2), message(2), message(1), message(3), message(4)].reduce(
      (timeline, one) => confirm(timeline, [one]),
      emptyTimeline,
    );

    expect(shuffled).toEqual(inOrder);
  });

  it("ends, after events, as it would be fetched", () => {
    const before = of(1, 2, 3);
    const fetchedAfter = of(1, 2, 3, 4, 5);

    expect(confirm(confirm(before, [message(5)]), [message(4)])).toEqual(fetchedAfter);
  });

  it("keeps the sender's own client id when a frame without it comes later", () => {
    const mine = confirm(emptyTimeline, [message(1, { clientId: "c1" })]);

    expect(confirm(mine, [message(1)]).messages[0]?.clientId).toBe("c1");
  });

  it("puts older pages before what is there and knows whether there are more", () => {
    const older = prepend(of(3, 4), [message(1), message(2)], true);

    expect(numbers(older)).toEqual([1, 2, 3, 4]);
    expect(older.hasOlder).toBe(true);
    expect(newestId(older)).toBe(message(4).id);
  });
});

describe("A hole", () => {
  it("is found in front of a number that does not follow", () => {
    expect(holeIn(of(1, 2, 5))).toBe(message(2).id);
  });

  it("is found behind the newest when the head is further", () => {
    expect(holeIn(of(1, 2), [{ audience: everyone, seq: 4 }])).toBe(message(2).id);
    expect(holeIn(of(1, 2), [{ audience: everyone, seq: 2 }])).toBeNull();
  });

  it("is looked for in each audience by itself, so a hidden note is none", () => {
    const withNote = confirm(of(1, 2), [message(3, { audience: team, seq: 1 }), message(4, { seq: 3 })]);

    expect(holeIn(withNote)).toBeNull();
    expect(holeIn(confirm(withNote, [message(6, { audience: team, seq: 3 })]))).toBe(message(3).id);
  });

  it("is filled from the earliest when there are several", () => {
    expect(holeIn(of(1, 3, 6))).toBe(message(1).id);
  });

  it("is none where the messages before are simply not loaded", () => {
    expect(holeIn(prepend(emptyTimeline, [message(31), message(32)], true))).toBeNull();
  });

  it("begins at the start when nothing is loaded of a conversation that has messages", () => {
    expect(holeIn(emptyTimeline, [{ audience: everyone, seq: 1 }])).toBe("");
  });
});
