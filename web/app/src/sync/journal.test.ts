import { afterEach, expect, test, vi } from "vitest";
import { Journal } from "./journal";

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

const journal = (name = "parley-ana:drafts") => new Journal<string | null>(name);
const leftOf = (of: Journal<string | null>) => of.left().map(([key, value]) => [key, value]);

test("what is noted is left until it stands in the database", () => {
  const stands = journal().note("a", "Saturday would");
  journal().note("b", null);

  expect(leftOf(journal()).sort()).toEqual([
    ["a", "Saturday would"],
    ["b", null],
  ]);

  stands();

  expect(leftOf(journal())).toEqual([["b", null]]);
});

test("what was written since an older one stands is left", () => {
  const olderStands = journal().note("a", "Satur");
  journal().note("a", "Saturday");

  olderStands();

  expect(leftOf(journal())).toEqual([["a", "Saturday"]]);
});

test("tells and clears only what is its own", () => {
  journal().note("a", "Mine");
  journal("parley-jo:drafts").note("a", "Hers");

  expect(leftOf(journal("parley-ana:outbox"))).toEqual([]);
  journal().clear();

  expect(leftOf(journal())).toEqual([]);
  expect(leftOf(journal("parley-jo:drafts"))).toEqual([["a", "Hers"]]);
});

test("what is left stands once it is said of it, and what cannot be read is left out", () => {
  journal().note("a", "Saturday would");
  localStorage.setItem("parley-ana:drafts:b", "{");

  for (const [, , stands] of journal().left()) stands();

  expect(leftOf(journal())).toEqual([]);
  expect(localStorage.getItem("parley-ana:drafts:a")).toBeNull();
});

test("where storage is refused nothing breaks", () => {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("refused", "SecurityError");
  });

  journal().note("a", "Saturday would")();
  journal().clear();

  expect(journal().left()).toEqual([]);
});
