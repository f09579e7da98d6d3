import { afterEach, expect, it, vi } from "vitest";
import { begun } from "./begun";

function counted() {
  let calls = 0;

  return vi.fn(async (what: string) => `${what} ${++calls}`);
}

afterEach(() => void vi.useRealTimers());

it("gives what is on its way to the first who asks that, and asks anew for everybody after", async () => {
  const call = counted();
  const ask = begun(call, "desk");
  expect(call).toHaveBeenCalledTimes(1);

  expect(await ask("desk")).toBe("desk 1");
  expect(await ask("desk")).toBe("desk 2");
});

it("answers no other question by it", async () => {
  const ask = begun(counted(), "desk");
  expect(await ask("lamp")).toBe("lamp 2");
  expect(await ask("desk")).toBe("desk 3");
});

it("tells who asks of its failure, and asks anew", async () => {
  const call = counted().mockRejectedValueOnce(new Error("offline"));
  const ask = begun(call, "desk");
  await expect(ask("desk")).rejects.toThrow("offline");
  expect(await ask("desk")).toBe("desk 1");
});

it("gives nothing that has grown old", async () => {
  vi.useFakeTimers();
  const ask = begun(counted(), "desk");
  vi.advanceTimersByTime(10_000);
  expect(await ask("desk")).toBe("desk 2");
});
