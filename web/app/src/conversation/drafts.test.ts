import { expect, it } from "vitest";
import { type Device, openDevice } from "../sync/device";
import { conversationId } from "./cast";
import { Drafts, draftKey } from "./drafts";

const key = draftKey(conversationId, "reply");

/** A device that has kept a draft and is slow to say so. */
function slow() {
  const kept = new Map([[key, "Saturday would"]]);
  const drafts = [...kept].map(([of, body]) => ({ key: of, body }));
  const device: Device = {
    ...openDevice("ana"),
    drafts: async () => drafts,
    keepDraft: async (of, body) => void kept.set(of, body),
  };

  return { kept, drafts: new Drafts(device) };
}

it("puts what was begun before in front of what was written meanwhile", async () => {
  const { kept, drafts } = slow();
  const loaded = drafts.load();
  drafts.write(conversationId, "reply", "or Sunday");
  await loaded;

  expect(drafts.all.get().get(key)).toBe("Saturday would\nor Sunday");
  expect(kept.get(key)).toBe("Saturday would\nor Sunday");
});

it("does not bring back what stood there when something was sent meanwhile", async () => {
  const { kept, drafts } = slow();
  const loaded = drafts.load();
  drafts.write(conversationId, "reply", "Hello");
  drafts.write(conversationId, "reply", "");
  await loaded;

  expect(drafts.all.get().has(key)).toBe(false);
  expect(kept.get(key)).toBe("");
});
