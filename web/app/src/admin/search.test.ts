import { expect, it } from "vitest";
import { northwind } from "../conversation/cast";
import { faultOf, queryOfSearch, readSearch } from "./search";

it("A search stands in the address, and what is no filter is left out", () => {
  const asked = `?q=+vase+&status=closed&unread=1&orderStatus=shipped&channel=email&senderRole=supplier&business=${northwind}&from=2026-11-01`;

  expect(readSearch(new URLSearchParams(asked))).toEqual({
    q: "vase",
    status: "closed",
    unread: true,
    orderStatus: "shipped",
    channel: "email",
    senderRole: "supplier",
    business: northwind,
    from: "2026-11-01",
  });
  expect(readSearch(new URLSearchParams("?q=&status=lost&unread=yes&channel=pigeon&senderRole=robot&to=2026"))).toEqual(
    {},
  );
});

it("The last day is sought with all its hours", () => {
  expect(queryOfSearch({ q: "vase", to: "2026-11-20" })).toEqual({
    q: "vase",
    to: new Date(2026, 10, 21).toISOString(),
  });
});

it("Words are sought in any script, and not without a letter or beyond 200 characters", () => {
  for (const q of ["a", "花瓶", "قهوة", "7"]) expect(faultOf(q)).toBeNull();
  expect(faultOf("  ")).toEqual({ is: "empty" });
  expect(faultOf("!?")).toEqual({ is: "wordless" });
  expect(faultOf("x".repeat(200))).toBeNull();
  expect(faultOf("x".repeat(203))).toEqual({ is: "long", over: 3 });
});
