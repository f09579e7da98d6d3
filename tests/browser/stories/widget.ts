import type { FrameLocator, Page } from "@playwright/test";
import { chromium } from "../place.js";
import config from "../playwright.config.js";
import { test as base, type Somebody } from "./people.js";
import { openSite, type Site } from "./site.js";

/** The demo's shop has a site of its own in each story. */
export const test = base.extend<{ ada: Somebody; site: Site }>({
  ada: async ({ enter }, use) => use(await enter("ada")),
  site: async ({ ada }, use) => {
    const site = await openSite(ada);
    await use(site);
    await site.close();
  },
});

// What stands in a frame of another site gets no cookies, as in Safari and Firefox.
const launch = config.use?.launchOptions ?? {};
const args = [...(launch.args ?? []), "--test-third-party-cookie-phaseout"];
export const withoutCookies = { launchOptions: { ...launch, executablePath: chromium, args } };

export const frameOf = (page: Page): FrameLocator => page.frameLocator("iframe");
export const panel = (page: Page) => page.getByRole("dialog", { name: "Messages" });
export const contact = (page: Page) => page.getByRole("button", { name: "Contact Northwind" });
export const launcher = (page: Page) => page.locator("parley-launcher button");
export const identify = (token: string) =>
  `window.Parley = window.Parley || []; Parley.push(["identify", "${token}"]);`;

export const ruth = ["ruth", "Ruth Adler"] as const;

/** Everything that a page asks of Parley. */
export function askedOf(page: Page, chat: string): string[] {
  const asked: string[] = [];
  page.on("request", (request) => request.url().startsWith(chat) && asked.push(new URL(request.url()).pathname));
  page.on("websocket", (socket) => asked.push(new URL(socket.url()).pathname));

  return asked;
}
