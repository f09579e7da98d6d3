import { describe, expect, it } from "vitest";
import { initialsOf } from "../design/Avatar";
import { moneyWords } from "../design/money";
import { ownPath } from "../people/next";
import { measure, sends } from "./compose";
import { factsOf } from "./records";
import { partsOf, safeHref } from "./safeText";

const links = (body: string) => partsOf(body).flatMap(({ href }) => href ?? []);

describe("What somebody wrote", () => {
  it("becomes links only for web addresses, whatever else it looks like", () => {
    expect(links("See https://northwind.example/care?lang=en.")).toEqual(["https://northwind.example/care?lang=en"]);
    expect(links("(https://en.wikipedia.org/wiki/Oak_(tree))")).toEqual(["https://en.wikipedia.org/wiki/Oak_(tree)"]);
    for (const bad of [
      "javascript:alert(1)",
      "data:text/html,x",
      "ftp://a.example",
      "<a href='https:'>x</a>",
      "https://",
    ])
      expect(links(bad)).toEqual([]);
  });

  it("is never lost between the parts", () => {
    for (const body of ["", "a", "https://a.example", "x https://a.example, y http://b.example!", "<b>&amp;</b>"])
      expect(
        partsOf(body)
          .map(({ text }) => text)
          .join(""),
      ).toBe(body);
  });

  it("leads nobody to another protocol", () => {
    expect(safeHref("javascript:alert(1)")).toBeNull();
    expect(safeHref("")).toBeNull();
  });
});

describe("Enter", () => {
  const enter = {
    key: "Enter",
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    keyCode: 13,
    isComposing: false,
  };

  it("sends, and with Shift breaks the line (covers: S1-52)", () => {
    expect(sends(enter, false)).toBe(true);
    expect(sends({ ...enter, shiftKey: true }, false)).toBe(false);
    expect(sends({ ...enter, key: "a" }, false)).toBe(false);
  });

  it("that ends a composition does not send", () => {
    expect(sends({ ...enter, isComposing: true }, false)).toBe(false);
    expect(sends({ ...enter, keyCode: 229 }, false)).toBe(false);
  });

  it("breaks the line on touch keyboards unless Ctrl or Cmd is held", () => {
    expect(sends(enter, true)).toBe(false);
    expect(sends({ ...enter, metaKey: true }, true)).toBe(true);
  });
});

describe("The length of a message", () => {
  it("counts UTF-16 units and is told near the limit", () => {
    expect(measure("x".repeat(10_000))).toEqual({ left: 0, isOver: false, maySend: true });
    expect(measure("😀".repeat(5_001))).toEqual({ left: -2, isOver: true, maySend: false });
    expect(measure("Hello").left).toBeNull();
    expect(measure(" \n ").maySend).toBe(false);
  });
});

describe("Small words", () => {
  it("initials work in any script", () => {
    expect(initialsOf("Ana Duarte")).toBe("AD");
    expect(initialsOf("张伟")).toBe("张");
    expect(initialsOf("  ")).toBe("?");
  });

  it("a record tells what it knows and leaves out the rest", () => {
    const tracking = { carrier: "DHL", number: "0034", url: "https://dhl.example/0034" };

    expect(factsOf({ code: "order.shipped", data: { number: "7", status: "shipped", tracking } })).toEqual([
      { text: "DHL 0034", href: "https://dhl.example/0034" },
    ]);
    expect(factsOf({ code: "x", data: { tracking: { url: "javascript:1" }, other: {} } })).toEqual([]);
  });

  it("a record of an order says what was bought, and the shop's own word for where it stands", () => {
    const told = (code: string, data: object) => factsOf({ code, data }).map(({ text }) => text);
    const price = { minor: 8400, currency: "EUR" };

    expect(told("order.placed", { number: "10428", title: "Oak x2", price, status: "pending" })).toEqual([
      "#10428",
      "Oak x2",
      moneyWords(price),
    ]);
    expect(told("order.placed", { number: "10428", status: "confirmed" })).toEqual(["#10428", "Confirmed"]);
    expect(told("order.confirmed", { number: "10428", status: "confirmed", statusLabel: "Paid" })).toEqual(["Paid"]);
    expect(told("order.confirmed", { number: "10428", status: "confirmed" })).toEqual([]);
    expect(told("order.tracking", { tracking: { url: "https://dhl.example/" } })).toEqual(["Track parcel"]);
    expect(told("party.joined", { name: "Lee Kwon", role: "supplier" })).toEqual(["Lee Kwon", "Supplier"]);
    expect(told("party.joined", { name: "Marketplace", role: "platform" })).toEqual(["Marketplace"]);
    expect(told("conversation.resolved", { by: "Jo", role: "seller" })).toEqual([]);
  });

  it("sign-in leads back only to our own pages", () => {
    expect(ownPath("/messages?q=1")).toBe("/messages?q=1");
    for (const other of [null, "https://evil.example", "//evil.example", "/\\evil.example"])
      expect(ownPath(other)).toBe("/");
  });
});
