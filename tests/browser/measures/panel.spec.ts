import type { BrowserContext, Page } from "@playwright/test";
import { chromium } from "../place.js";
import config from "../playwright.config.js";
import { test } from "../stories/people.js";
import { openSite, type Site } from "../stories/site.js";
import { medianOf, tell } from "./tell.js";

/** As many times slower as a phone of the middle class is than a computer. */
const THROTTLE = 4;
const ROUNDS = 15;

const launch = config.use?.launchOptions ?? {};
// In one process with the page, so that the frame is slowed down with it; without cookies, as where they are blocked.
test.use({
  launchOptions: {
    ...launch,
    executablePath: chromium,
    args: [
      ...(launch.args ?? []),
      "--disable-features=IsolateOrigins,site-per-process",
      "--disable-site-isolation-trials",
      "--test-third-party-cookie-phaseout",
    ],
  },
});
test.setTimeout(300_000);

/** Says on the console when something was pressed, and when the first box to write in has been painted after that. */
function watch(): void {
  const tell = (name: string) => console.debug(name, performance.timeOrigin + performance.now());
  document.addEventListener("click", () => tell("pressed"), { capture: true, once: true });
  const observer = new MutationObserver(() => {
    if (!document.querySelector("textarea:enabled")) return;
    observer.disconnect();
    requestAnimationFrame(() => tell("writable"));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** When the page says so. It is not asked: what looks for it in the page is itself slowed down, and slows the page. */
async function heard(page: Page, name: string): Promise<number> {
  const said = await page.waitForEvent("console", { predicate: (said) => said.text().startsWith(`${name} `) });

  return Number(said.text().slice(name.length));
}

/** From the press of the button on the shop's page until its panel can be written in, with nothing in the browser's cache. */
async function open(context: BrowserContext, site: Site, script: string): Promise<number> {
  const page = await context.newPage();
  const slow = await context.newCDPSession(page);
  await slow.send("Network.clearBrowserCache");
  await slow.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  await page.addInitScript(watch);
  await page.goto(site.pageOf({ script }));
  const [pressed, writable] = [heard(page, "pressed"), heard(page, "writable")];
  await page.getByRole("button", { name: "Contact Northwind" }).click();
  const took = (await writable) - (await pressed);
  await page.close();

  return took;
}

/** How quick the machine is just now, unslowed: by this other runs compare. */
function paceOf(): number {
  const begun = performance.now();
  let made = 1;
  for (let turn = 0; turn < 20_000_000; turn++) made = (made * 3) % 1_000_003;

  return made > 0 ? performance.now() - begun : Number.NaN;
}

for (const who of ["visitor", "customer"] as const)
  test(`how soon the panel can be written in: ${who}`, async ({ enter, browser }) => {
    const site = await openSite(await enter("ada"));
    const times: number[] = [];
    const paces: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext();
      const token = site.tokenOf("ruth", "Ruth Adler");
      times.push(
        await open(context, site, who === "customer" ? `(window.Parley = []).push(["identify", "${token}"]);` : ""),
      );
      await context.close();
      paces.push(paceOf());
    }
    await site.close();
    console.log(`panel.${who}.pace ${medianOf(paces).toFixed(0)} ms-for-20-million-turns`);
    tell(`panel.${who}`, times);
  });
