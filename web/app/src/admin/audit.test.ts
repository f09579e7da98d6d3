import { describe, expect, it } from "vitest";
import { ana, conversationId } from "../conversation/cast";
import { startOfDay } from "../design/days";
import { actionWords, actorWords, dataText, queryOfAudit, readAudit, remarkOf } from "./audit";

describe("What the audit is asked for", () => {
  it("stands in the address, and what is no filter is left out", () => {
    const asked = `?action=oversight.opened&actor=${ana}&conversation=${conversationId}&from=2026-11-01&to=2026-11-20`;

    expect(readAudit(new URLSearchParams(asked))).toEqual({
      action: "oversight.opened",
      actor: ana,
      conversation: conversationId,
      from: "2026-11-01",
      to: "2026-11-20",
    });
    expect(readAudit(new URLSearchParams("?action=constructor&actor=ana&from=today&to=2026-11-2"))).toEqual({});
  });

  it("takes days as they are where the reader is, the last one with all its hours", () => {
    const query = queryOfAudit({ from: "2026-10-24", to: "2026-10-25" });

    expect(query).toEqual({
      from: new Date(2026, 9, 24).toISOString(),
      to: new Date(2026, 9, 26).toISOString(),
    });
    expect(startOfDay("2026-12-31", 1)).toEqual(new Date(2027, 0, 1));
  });
});

describe("An entry", () => {
  it("says in words what was done and by whom; what this version does not know stays as it is", () => {
    expect(actionWords({ action: "conversation.closed" })).toBe("Conversation closed");
    expect(actionWords({ action: "moon.landed" })).toBe("moon.landed");
    expect(actorWords({ actor: { id: ana, name: "Ana Duarte" }, actorRole: "customer" })).toEqual({
      name: "Ana Duarte",
      role: "Customer",
    });
    expect(actorWords({ actorRole: "shop" })).toEqual({ name: "Shop", role: null });
    expect(actorWords({ actor: null, actorRole: "robot" })).toEqual({ name: "robot", role: null });
  });

  it("tells the reason, and of a note that it is one", () => {
    expect(remarkOf({ data: { reason: "Complaint 42" } })).toBe("Complaint 42");
    expect(remarkOf({ data: { q: "vase broken" } })).toBe("vase broken");
    expect(remarkOf({ data: { internal: true, audience: "team" } })).toBe("An internal note");
    expect(remarkOf({ data: { internal: false } })).toBeNull();
    expect(remarkOf({})).toBeNull();
    expect(remarkOf({ data: "words" })).toBeNull();
    expect(dataText({ upTo: 3 })).toBe('{\n  "upTo": 3\n}');
    expect(dataText(undefined)).toBeNull();
  });
});
