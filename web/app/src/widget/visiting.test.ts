import { afterEach, expect, it, vi } from "vitest";
import type { FromFrame, ToFrame } from "../../../loader/src/messages";
import { openDevice } from "../sync/device";
import { Host } from "./host";
import { type Keeper, type Kept, keeperOf } from "./visit";
import { type ForSignedIn, Visiting } from "./visiting";

const shop = "https://shop.example";
const nothing = { context: null, isCounted: true, signIn: null };
const desk = { ...nothing, context: { topic: "listing" as const, externalId: "walnut-desk" } };

const code: ForSignedIn = { default: () => null as never, openDevice };
const later = () => new Promise((done) => setTimeout(done));

/** A frame whose server answers everything with what is given by path. */
function framed(
  answers: Record<string, object> = {},
  keeper: Keeper = keeperOf("s1"),
  origin = shop,
  loadSignedIn: () => Promise<ForSignedIn> = async () => code,
) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname } = new URL(request.url);
    asked.push(`${request.headers.get("Authorization") ?? "nobody"} ${request.method} ${pathname}`);
    const answer = answers[pathname];

    return answer ? Response.json(answer) : Response.json({ code: "not_found" }, { status: 404 });
  });
  vi.stubGlobal("requestIdleCallback", (act: () => void) => act());
  const told: FromFrame[] = [];
  const page = { postMessage: (message: FromFrame) => told.push(message) } as unknown as Window;
  const visiting = new Visiting({ shop: "s1", host: new Host(origin, page), keeper, loadSignedIn });
  const says = (data: ToFrame) =>
    window.dispatchEvent(new MessageEvent("message", { origin, data, source: page } as never));

  return { visiting, asked, told, says, known: () => visiting.isReady };
}

const offer = "/api/v1/contact/listing/walnut-desk";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

it("asks what the page is about before anybody draws it, once, and anew for who asks later", async () => {
  const { visiting, asked, says, known } = framed({ [offer]: { refusal: "closed" } });
  says({ parley: "start", token: null, guest: null, ...desk });
  await known();
  expect(asked).toContain(`nobody GET ${offer}`);

  const { api } = visiting.visit.get();
  const count = () => asked.filter((one) => one.endsWith(offer)).length;
  expect(await api?.offer(desk.context)).toEqual({ refusal: "closed" });
  expect(count()).toBe(1);
  expect(await api?.offer(desk.context)).toEqual({ refusal: "closed" });
  expect(count()).toBe(2);
});

it("asks who it is and what changed as the one whom the shop has named", async () => {
  const session = { accessToken: "a1", expiresAt: "", personId: "ruth" };
  const answers = { "/api/v1/session/exchange": session, "/api/v1/me": { name: "Ruth" } };
  const opens = vi.fn(openDevice);
  const { visiting, asked, says, known } = framed(answers, keeperOf("s1"), shop, async () => ({
    ...code,
    openDevice: opens,
  }));
  says({ parley: "start", token: "a.b.c", guest: null, ...desk });
  await known();

  expect(visiting.visit.get().api?.accessToken).toBe("a1");
  expect(opens).toHaveBeenCalledExactlyOnceWith("ruth");
  expect(visiting.visit.get()).toMatchObject({ device: opens.mock.results[0]?.value, SignedIn: code.default });
  for (const path of ["/api/v1/me", "/api/v1/sync", offer]) expect(asked).toContain(`Bearer a1 GET ${path}`);
  expect(await visiting.visit.get().api?.app.me()).toEqual({ name: "Ruth" });
  expect(asked.filter((one) => one.endsWith("/api/v1/me"))).toHaveLength(1);
});

it("has the shop's sites and the views of what they show counted, once each", async () => {
  const { asked, says, known } = framed();
  const counts = () => asked.filter((one) => one.includes("/widgets/"));
  says({ parley: "start", token: null, guest: null, ...desk, isCounted: false });
  await known();
  says({ parley: "open", ...desk });
  await vi.waitFor(() =>
    expect(counts().sort()).toEqual(["sightings", "views"].map((what) => `nobody POST /api/v1/widgets/s1/${what}`)),
  );
});

it("counts no sighting of our own pages", async () => {
  const { asked, says, known } = framed({}, keeperOf("s1"), window.location.origin);
  says({ parley: "start", token: null, guest: null, ...desk });
  await known();
  await later();
  expect(asked.filter((one) => one.includes("/widgets/"))).toEqual([]);
});

it("keeps the calls of who is there already when he is named again", async () => {
  const kept: Kept = { accessToken: "a1", from: "" };
  const { visiting, says, known } = framed({}, { read: () => kept, keep: () => {} });
  says({ parley: "start", token: null, guest: null, ...nothing });
  await known();
  const { api } = visiting.visit.get();
  await visiting.guest("a1");
  await later();
  expect(visiting.visit.get().api).toBe(api);
});

it("is nobody once the session is over, and asks the page who it is now", async () => {
  const { visiting, told, says, known } = framed();
  says({ parley: "start", token: null, guest: "g1", ...nothing });
  await known();
  expect(visiting.visit.get().api?.accessToken).toBe("g1");

  visiting.signedOut();
  expect(visiting.visit.get().api?.accessToken).toBeNull();
  expect(told).toEqual(expect.arrayContaining([{ parley: "guest", key: null }, { parley: "ask" }]));
  expect(sessionStorage.getItem("parley.widget.s1")).toBeNull();
});

it("shows nobody what is meant for who has left while his code was coming", async () => {
  let come = () => {};
  const coming = new Promise<ForSignedIn>((done) => {
    come = () => done(code);
  });
  const { visiting, says, known } = framed({}, keeperOf("s1"), shop, () => coming);
  says({ parley: "start", token: null, guest: null, ...nothing });
  await known();
  void visiting.guest("g1");
  visiting.signedOut();
  come();
  await later();
  expect(visiting.visit.get().api?.accessToken).toBeNull();
});

it("hears that somebody leaves while his code never comes, and keeps nothing of him", async () => {
  vi.useFakeTimers();
  const session = { accessToken: "a1", expiresAt: "", personId: "ruth" };
  const { told, asked, says } = framed(
    { "/api/v1/session/exchange": session },
    keeperOf("s1"),
    shop,
    () => new Promise(() => {}),
  );
  says({ parley: "start", token: "a.b.c", guest: null, ...nothing });
  says({ parley: "shutdown" });
  await vi.advanceTimersByTimeAsync(4000);
  expect(told).toContainEqual({ parley: "gone" });
  expect(asked).toContain("Bearer a1 DELETE /api/v1/session");
  expect(sessionStorage.getItem("parley.widget.s1")).toBeNull();
});

it("erases what this device keeps of who leaves, whether he was shown on this page or is only known from the one before", async () => {
  for (const isShown of [true, false]) {
    const device = { ...openDevice("g"), erase: vi.fn(async () => {}) };
    const opens = vi.fn(() => device);
    const { visiting, told, says } = framed({}, keeperOf("s1"), shop, async () => ({ ...code, openDevice: opens }));
    if (isShown) {
      says({ parley: "start", token: null, guest: "g1", ...nothing });
      await visiting.isReady;
      visiting.isIn("kim", device);
    } else keeperOf("s1").keep({ accessToken: "g1", from: "", personId: "kim" });

    says({ parley: "shutdown" });
    await vi.waitFor(() => expect(told).toContainEqual({ parley: "gone" }));

    expect(device.erase).toHaveBeenCalledOnce();
    expect(opens.mock.calls).toEqual(isShown ? [] : [["kim"]]);
  }
});

it("does not take somebody for who comes after him", async () => {
  const { visiting, says, known } = framed();
  says({ parley: "start", token: null, guest: "g1", ...nothing });
  await known();
  const next = { accessToken: "a2", from: "", personId: "ruth" };
  keeperOf("s1").keep(next);

  visiting.isIn("kim", openDevice("kim"));

  expect(keeperOf("s1").read()).toEqual(next);
});

it("shows who is there all the same when his code cannot be read, so that it is asked for again", async () => {
  const { visiting, says, known } = framed({}, keeperOf("s1"), shop, async () => {
    throw new TypeError("offline");
  });
  says({ parley: "start", token: null, guest: "g1", ...nothing });
  await known();
  expect(visiting.visit.get().api?.accessToken).toBe("g1");
});

it("leads to a way in on the page's own site alone", async () => {
  const { visiting, says } = framed();
  for (const [signIn, leads] of [
    ["/enter", `${shop}/enter`],
    ["https://evil.example/", null],
    ["//evil.example", null],
  ] as const) {
    says({ parley: "open", ...nothing, signIn });
    await vi.waitFor(() => expect(visiting.visit.get().asked.signIn).toBe(leads));
  }
});
