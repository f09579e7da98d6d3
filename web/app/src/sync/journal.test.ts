import { afterEach, expect, test, vi } from "vitest";
import { Journal } from "./journal";

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

const journal = (name = "parley-ana:drafts") => new Journal<string | null>(name);

test("what is noted is left until it stands in the database", () => {
  const stands = journal().note("a", "Saturday would");
  journal().note("b", null);

  expect(journal().left().sort()).toEqual([
    ["a", "Saturday would"],
    ["b", null],
  ]);

  stands();

  expect(journal().left()).toEqual([["b", null]]);
});

test("what was written since an older one stands is left", () => {
  const olderStands = journal().note("a", "Satur");
  journal().note("a", "Saturday");

  olderStands();

  expect(journal().left()).toEqual([["a", "Saturday"]]);
});

test("tells and clears only what is its own", () => {
  journal().note("a", "Mine");
  journal("parley-jo:drafts").note("a", "Hers");

  expect(journal("parley-ana:outbox").left()).toEqual([]);
  journal().clear();

  expect(journal().left()).toEqual([]);
  expect(journal("parley-jo:drafts").left()).toEqual([["a", "Hers"]]);
});

test("where storage is refused nothing breaks", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });

  journal().note("a", "Saturday would")();
  journal().clear();

  expect(journal().left()).toEqual([]);
});
