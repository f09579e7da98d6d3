import { describe, expect, it } from "vitest";
import { changeBy, mailtoOf, measureQuick, telOf } from "./quick";

describe("A quick message", () => {
  it("is counted as the server counts, and goes only with words in it", () => {
    expect(measureQuick("x".repeat(500), 500)).toEqual({ isOver: false, maySend: true });
    expect(measureQuick("👋".repeat(251), 500)).toEqual({ isOver: true, maySend: false });
    expect(measureQuick(" \n ", 500).maySend).toBe(false);
  });

  it("is filled by a template, which replaces another but nothing that was written", () => {
    const templates = ["How long does it take?", "What does it cost?"];
    const [first = "", second = ""] = templates;
    const filled = (body: string, start = body.length, end = start) => {
      const change = changeBy(second, templates, body, [start, end]);

      return body.slice(0, change.start) + change.text + body.slice(change.end);
    };

    expect(filled(" ")).toBe(second);
    expect(filled(first, 3)).toBe(second);
    expect(filled("Hello")).toBe(`Hello ${second}`);
    expect(filled("Hello ")).toBe(`Hello ${second}`);
    expect(filled("Hello Thanks", 6)).toBe(`Hello ${second} Thanks`);
    expect(filled("Hello\n\nThanks", 6)).toBe(`Hello\n${second}\nThanks`);
    expect(filled("Hello you there", 6, 9)).toBe(`Hello ${second} there`);
  });
});

describe("An address", () => {
  it("is dialled and mailed as it is, without what could mean something else", () => {
    expect(telOf("+44 (0)20 7946-0958")).toBe("tel:+4402079460958");
    expect(mailtoOf("jo@northwind.example")).toBe("mailto:jo@northwind.example");
    expect(mailtoOf("jo@x.example?bcc=eve@y.example")).toBe("mailto:jo@x.example%3Fbcc%3Deve%40y.example");
  });
});
