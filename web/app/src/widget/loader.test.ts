import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { ToFrame } from "../../../loader/src/messages";

// The loader on a shop's page, with a frame that only listens.

const chat = "https://chat.example";
const shop = "0199a1b2-0000-7000-8000-000000000001";

interface Parley {
  push: (...calls: unknown[][]) => void;
  open: (context?: string) => void;
  close: () => void;
  shutdown: () => Promise<void>;
  ready: Promise<void>;
}
const parley = () => (window as unknown as { Parley: Parley }).Parley;
const heard: unknown[] = [];

beforeAll(async () => {
  vi.stubGlobal(
    "CSSStyleSheet",
    class {
      replaceSync() {}
    },
  );
  // jsdom loads no frame that stands in a shadow.
  const pages = new WeakMap<HTMLIFrameElement, { postMessage: () => void }>();
  Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {
    get(this: HTMLIFrameElement) {
      if (!pages.has(this)) pages.set(this, { postMessage: () => {} });

      return pages.get(this);
    },
  });
  const script = Object.assign(document.createElement("script"), { src: `${chat}/loader.js` });
  Object.assign(script.dataset, { shop, signIn: "/account?next={page}" });
  vi.spyOn(document, "currentScript", "get").mockReturnValue(script);
  Object.assign(window, {
    Parley: [
      ["on", "ready", () => heard.push("ready")],
      ["on", "unread", (n: number) => heard.push(n)],
    ],
  });
  await import("../../../loader/src/index");
});

beforeEach(() => {
  document.body.innerHTML =
    "<parley-contact context='service:s-1' email='a@b.example'></parley-contact><parley-launcher></parley-launcher>";
});
afterEach(async () => {
  const done = parley().shutdown();
  await says({ parley: "ready" });
  await says({ parley: "gone" });
  await done;
});

const inside = (name: string) => document.querySelector(name)?.shadowRoot;
const frame = () =>
  [...document.querySelectorAll("div")].map((host) => host.shadowRoot?.querySelector("iframe")).find(Boolean) as
    | HTMLIFrameElement
    | undefined;
const isOpen = () => (frame()?.getRootNode() as ShadowRoot | undefined)?.host.hasAttribute("hidden") === false;

/** What the frame was told, with the origin that it was told at. */
function told(): [ToFrame, string][] {
  const page = frame()?.contentWindow as Window;
  const posts: [ToFrame, string][] = [];
  page.postMessage = ((message: ToFrame, origin: string) => posts.push([message, origin])) as never;

  return posts;
}

async function says(data: unknown, origin = chat, source: unknown = frame()?.contentWindow): Promise<void> {
  window.dispatchEvent(new MessageEvent("message", { data, origin, source } as never));
  await new Promise((resolve) => setTimeout(resolve));
}

it("does early what was asked of it early", async () => {
  expect(heard).toContain("ready");
  await expect(parley().ready).resolves.toBeUndefined();
});

it("has no frame before the first press, and tells it then who visits and what the page is about (covers: S2-1)", async () => {
  expect(frame()).toBeUndefined();
  const button = inside("parley-contact")?.querySelector("button") as HTMLButtonElement;
  expect(button.textContent).toBe("Contact provider");
  expect(inside("parley-contact")?.querySelector("a")?.href).toBe("mailto:a@b.example");
  parley().push(["identify", async () => "token"]);
  button.click();

  expect(frame()?.src).toBe(`${chat}/w/${shop}#${window.location.origin}`);
  expect(isOpen()).toBe(true);
  const posts = told();
  await says({ parley: "ready" });
  const context = { topic: "service", externalId: "s-1" };
  const signIn = "/account?next=%2F";
  const start = { parley: "start", token: "token", guest: null, signIn, context, isCounted: false };
  expect(posts).toEqual([[start, chat]]);
});

it("leads to the sign-in and from there to the page, as it is at each press (covers: S2-2)", async () => {
  parley().open();
  const posts = told();
  await says({ parley: "ready" });
  window.history.pushState(null, "", "/desks/88?colour=oak&n=1#top");
  parley().open("listing:l-88");
  window.history.pushState(null, "", "/");

  expect(posts.map(([message]) => "signIn" in message && message.signIn)).toEqual([
    "/account?next=%2F",
    "/account?next=%2Fdesks%2F88%3Fcolour%3Doak%26n%3D1%23top",
  ]);
});

it("keeps on the shop's page what lets a guest in again, for nobody who is named, until it is shut down", async () => {
  const openWith = async (token: string | null) => {
    parley().push(["identify", token]);
    parley().open();
    const posts = told();
    await says({ parley: "ready" });

    return posts.map(([message]) => message).find(({ parley }) => parley === "start");
  };
  expect(await openWith(null)).toMatchObject({ token: null, guest: null });
  await says({ parley: "guest", key: "key" });
  await says({ parley: "guest", key: "not theirs to set" }, "https://other.example");
  expect(await openWith(null)).toMatchObject({ guest: "key" });
  expect(await openWith("token")).toMatchObject({ token: "token", guest: null });

  const done = parley().shutdown();
  await says({ parley: "gone" });
  await done;
  expect({ ...localStorage }).toEqual({});
});

it("names the provider of a service, and offers his phone and e-mail address beside (covers: S2-56, S2-58, S2-59)", async () => {
  document.body.innerHTML = `<parley-contact context="service:s-1" business="clean-co" name="Clean &amp; Co"
    phone="+351 210 000 000" email="jo@clean.example" class="wide"></parley-contact>`;
  const button = inside("parley-contact")?.querySelector("button");
  const links = [...(inside("parley-contact")?.querySelectorAll("a") ?? [])].map(({ href, title }) => [href, title]);

  expect(button?.textContent).toBe("Contact Clean & Co");
  expect(links).toEqual([
    ["tel:+351210000000", "Call Provider"],
    ["mailto:jo@clean.example", "Email Provider"],
  ]);
  button?.click();
  expect(isOpen()).toBe(true);
  const posts = told();
  await says({ parley: "ready" });
  const context = { topic: "service", externalId: "s-1", business: "clean-co" };
  expect(posts.map(([message]) => message)).toMatchObject([{ parley: "start", context }]);
});

it("hears the frame alone", async () => {
  parley().open();
  const posts = told();
  await says({ parley: "ready" }, "https://evil.example");
  await says({ parley: "ready" }, chat, window);
  await says("ready");
  expect(posts).toEqual([]);

  await says({ parley: "unread", count: 3 });
  expect(heard.at(-1)).toBe(3);
  expect(inside("parley-launcher")?.querySelector("button")?.getAttribute("aria-label")).toBe(
    "Messages, 3 unread conversations",
  );
  await says({ parley: "close" });
  expect(isOpen()).toBe(false);
});

it("names nobody when the page's own way to a token fails", async () => {
  parley().push(["identify", () => Promise.reject(new Error("signed out"))]);
  parley().open("listing:l-88");
  const posts = told();
  await says({ parley: "ready" });

  expect(posts[0]?.[0]).toMatchObject({
    parley: "start",
    token: null,
    context: { topic: "listing", externalId: "l-88" },
  });
});

it("says good-bye through the frame, and forgets who visited", async () => {
  parley().push(["identify", "token"]);
  parley().open();
  await says({ parley: "ready" });
  const posts = told();
  const done = parley().shutdown();
  expect(posts).toEqual([[{ parley: "shutdown" }, chat]]);
  await says({ parley: "gone" });
  await done;

  expect(frame()).toBeUndefined();
  expect(heard.at(-1)).toBe(0);
  parley().open();
  const later = told();
  await says({ parley: "ready" });
  expect(later[0]?.[0]).toMatchObject({ token: null });
});
