import { expect, it } from "vitest";
import { siteOf } from "./site";

it("takes a site however it is pasted, and nothing that is none", () => {
  for (const typed of [
    "shop.example",
    " https://shop.example/a?b#c ",
    "HTTPS://Shop.Example",
    "https://shop.example:443",
  ])
    expect(siteOf(typed)).toBe("https://shop.example");
  expect(siteOf("http://localhost:5173/x")).toBe("http://localhost:5173");
  for (const typed of ["", "shop", "http://shop.example", "https://*.shop.example", "javascript:alert(1)", "[::1]"])
    expect(siteOf(typed)).toBeNull();
});
