import { expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { enter, type Keeper, type Kept, keeperOf, leave } from "./visit";

const tokenOf = (jti: string) => `e30.${btoa(JSON.stringify({ jti, sub: "ruth" }))}.x`;

function world(kept: Kept | null, good: readonly string[] = []) {
  let now = kept;
  const ended: (string | null)[] = [];
  const keeper: Keeper = {
    read: () => now,
    keep: (one) => {
      now = one;
    },
  };
  const apiOf = (accessToken: string | null) => ({
    exchange: vi.fn(async (signed: string) => {
      if (!good.includes(signed)) throw new ProblemError("unauthenticated", 401);

      return { accessToken: `of ${signed}`, expiresAt: "", personId: "ruth" };
    }),
    endSession: async () => void ended.push(accessToken),
  });

  return { means: { keeper, apiOf }, ended, kept: () => now };
}

it("exchanges the shop's token, and goes on with that session when the page comes with the same token again", async () => {
  const { means, kept } = world(null, [tokenOf("1")]);

  const first = await enter(tokenOf("1"), means);
  expect(first).toEqual({ accessToken: `of ${tokenOf("1")}`, from: "1", personId: "ruth" });
  expect(kept()).toEqual(first);
  expect(await enter(tokenOf("1"), { ...means, apiOf: world(null).means.apiOf })).toEqual(first);
});

it("ends the session before, when another person comes", async () => {
  const { means, ended, kept } = world({ accessToken: "before", from: "1" }, [tokenOf("2")]);

  expect((await enter(tokenOf("2"), means))?.accessToken).toBe(`of ${tokenOf("2")}`);
  expect(ended).toEqual(["before"]);
  expect(kept()?.from).toBe("2");
});

it("makes nobody of a token that does not hold, and never the one who was here before", async () => {
  for (const bad of [tokenOf("2"), "no token", "", "a.b.c"]) {
    const { means, ended, kept } = world({ accessToken: "before", from: "1" });

    expect(await enter(bad, means)).toBeNull();
    expect(kept()).toBeNull();
    expect(ended).toEqual(["before"]);
  }
});

it("leaves nothing behind, also when the server does not answer", async () => {
  const { means, kept } = world({ accessToken: "before", from: "1" });
  const endSession = async () => {
    throw new ProblemError("offline", 0);
  };
  await leave({ ...means, apiOf: (token) => ({ ...means.apiOf(token), endSession }) });

  expect(kept()).toBeNull();
});

it("keeps the session in the tab, and in memory where the browser gives a frame no storage", () => {
  const kept = { accessToken: "a", from: "1" };
  const lasting = keeperOf("shop");
  lasting.keep(kept);
  expect(keeperOf("shop").read()).toEqual(kept);
  expect(keeperOf("another").read()).toBeNull();
  lasting.keep(null);
  expect(sessionStorage.length).toBe(0);

  vi.spyOn(window, "sessionStorage", "get").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  const here = keeperOf("shop");
  here.keep(kept);
  expect(here.read()).toEqual(kept);
  here.keep(null);
  expect(here.read()).toBeNull();
});
