import { afterEach, expect, it, vi } from "vitest";
import { keepNext, onNextTaken, takeNext } from "./next";

afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

it("gives back where somebody wanted to go, once", () => {
  keepNext("/contact/service/s1");
  expect(takeNext()).toBe("/contact/service/s1");
  expect(takeNext()).toBe("/");
});

it("forgets it when no link works any more", () => {
  vi.useFakeTimers();
  keepNext("/orders");
  vi.advanceTimersByTime(24 * 60 * 60_000);
  expect(takeNext()).toBe("/");
});

it("leads nowhere else, whatever stands in the browser", () => {
  const until = Date.now() + 60_000;
  for (const kept of [
    "nonsense",
    "null",
    JSON.stringify({ next: "//evil.example", until }),
    JSON.stringify({ until }),
  ]) {
    localStorage.setItem("parley-next", kept);
    expect(takeNext()).toBe("/");
  }
});

it("is heard of in another tab when it is taken, not when it is kept", () => {
  const taken = vi.fn();
  const stop = onNextTaken(taken);
  const change = (key: string, newValue: string | null) =>
    window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
  change("parley-next", "{}");
  change("another", null);
  expect(taken).not.toHaveBeenCalled();
  change("parley-next", null);
  expect(taken).toHaveBeenCalledTimes(1);
  stop();
  change("parley-next", null);
  expect(taken).toHaveBeenCalledTimes(1);
});
