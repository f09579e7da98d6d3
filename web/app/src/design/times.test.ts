import { describe, expect, it } from "vitest";
import { words } from "../words";
import { ago, dayName, listTime } from "./times";

const now = new Date(2026, 10, 21, 15, 30);
const before = (days: number, hours = 0, minutes = 0) =>
  new Date(2026, 10, 21 - days, 15 - hours, 30 - minutes).toISOString();

describe("A time", () => {
  it("is told by how long ago it was (covers: S4-54)", () => {
    expect(ago(before(0), now)).toBe("just now");
    expect(ago(before(0, 0, 5), now)).toMatch(/^5\D+ago$/);
    expect(ago(before(0, 3), now)).toMatch(/^3\D+ago$/);
    expect(ago(before(1), now)).toBe("yesterday");
    expect(ago(before(12), now)).toMatch(/^12\D+ago$/);
  });

  it("is the clock's today, then a day's name, then a date (covers: S4-54)", () => {
    expect(listTime(before(0, 3), now)).toMatch(/12.30/);
    expect(listTime(before(1), now)).toBe(words.thread.yesterday);
    expect(listTime(before(4), now)).toBe("Tuesday");
    expect(listTime(before(30), now)).toMatch(/22/);
    expect(listTime(before(400), now)).toMatch(/2025/);
    expect(dayName(before(0), now)).toBe(words.thread.today);
    expect(dayName(before(1), now)).toBe(words.thread.yesterday);
  });

  it("of a clock that runs ahead is now, never in the future", () => {
    expect(ago(before(0, -1), now)).toBe("just now");
  });
});
