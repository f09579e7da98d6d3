import { expect } from "@playwright/test";
import { faultsOf } from "./people.js";
import { openSite } from "./site.js";
import { askedOf, contact, frameOf, identify, launcher, panel, ruth, test, withoutCookies } from "./widget.js";

// The widget and the page of the shop that it stands in.

test.use(withoutCookies);

test("a page with the widget asks Parley for one file, opens no socket, keeps nothing and moves nothing before it is touched", async ({
  page,
  site,
}) => {
  const asked = askedOf(page, site.chat);
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(site.pageOf({ script: identify(site.tokenOf(...ruth)) }));
  await expect(contact(page)).toBeVisible();
  await expect(launcher(page)).toBeVisible();
  await page.waitForLoadState("networkidle");

  expect(asked).toEqual(["/loader.js"]);
  expect(await page.evaluate(() => ({ ...localStorage, ...sessionStorage, cookie: document.cookie }))).toEqual({
    cookie: "",
  });
  await contact(page).click();
  await expect(frameOf(page).getByRole("textbox")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
});

test("what a page asks for before the loader is there is done once it is, and each thing is asked once", async ({
  page,
  site,
}) => {
  const asked = askedOf(page, site.chat);
  const script = `${identify(site.tokenOf(...ruth))}
    window.heard = [];
    Parley.push(["on", "ready", () => heard.push("ready")], ["on", "unread", (count) => heard.push(count)]);
    Parley.push(["open", "listing:stool"]);`;
  await page.goto(site.pageOf({ script }));

  await expect(panel(page)).toBeVisible();
  await expect(frameOf(page).getByText("Three-legged stool")).toBeVisible();
  await expect(frameOf(page).getByRole("textbox", { name: "Message" })).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard))
    .toEqual(expect.arrayContaining(["ready", expect.any(Number)]));
  for (const once of ["/api/v1/contact/listing/stool", "/api/v1/me", "/api/v1/session/exchange"])
    expect(asked.filter((path) => path === once)).toEqual([once]);
});

test("what is asked for while the panel is still opening is what it shows", async ({ page, site }) => {
  let answer = () => {};
  const waits = new Promise<void>((done) => {
    answer = done;
  });
  await page.route("**/api/v1/me", async (route) => {
    await waits;
    await route.continue();
  });
  const asked = askedOf(page, site.chat);
  await page.goto(site.pageOf({ script: identify(site.tokenOf(...ruth)) }));
  await launcher(page).click();
  await expect(frameOf(page).getByRole("status", { name: "Loading" })).toBeVisible();
  await expect.poll(() => asked).toContain("/api/v1/me");
  await contact(page).click();
  await expect.poll(() => asked).toContain("/api/v1/contact/listing/walnut-desk");
  answer();

  await expect(frameOf(page).getByText("Walnut desk")).toBeVisible();
  await expect(frameOf(page).getByRole("textbox")).toBeEditable();
});

test("a site that the shop has not allowed shows nothing of it in a frame", async ({ page, ada }) => {
  const stranger = await openSite(ada, { isAllowed: false });
  const refused = page.waitForEvent("console", (line) => line.text().includes("frame-ancestors"));
  await page.goto(stranger.pageOf({ script: identify(stranger.tokenOf(...ruth)) }));
  await contact(page).click();

  await refused;
  await expect(frameOf(page).locator("#app")).toHaveCount(0);
  await stranger.close();
});

test("by keyboard the panel opens, closes with Escape and gives the focus back, and the page goes on to work", async ({
  page,
  site,
}) => {
  await page.goto(site.pageOf({ script: identify(site.tokenOf(...ruth)) }));
  await contact(page).focus();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeVisible();
  await expect(contact(page)).toHaveAttribute("aria-expanded", "true");
  const text = frameOf(page).getByRole("textbox");
  await expect(text).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await text.focus();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(contact(page)).toBeFocused();
  await expect(contact(page)).toHaveAttribute("aria-expanded", "false");

  await launcher(page).click();
  await expect(frameOf(page).getByRole("heading", { name: "Your messages" })).toBeVisible();
  await page.getByRole("button", { name: "Close messages" }).click();
  await expect(panel(page)).toBeHidden();
  await expect(launcher(page)).toBeFocused();
});

test("the button is of one plain colour, and whichever a shop sets can be read on (covers: S2-57)", async ({
  page,
  site,
}) => {
  await page.goto(site.pageOf({}));
  await page.locator("parley-contact").evaluate((element) => element.removeAttribute("variant"));
  const drawn = (accent: string) =>
    contact(page).evaluate((button, colour) => {
      document.documentElement.style.setProperty("--parley-accent", colour);
      const { backgroundColor, backgroundImage, color } = getComputedStyle(button);
      const canvas = document.createElement("canvas").getContext("2d");
      const lightness = (of: string) => {
        if (canvas === null) throw new Error("There is no canvas");
        canvas.fillStyle = of;
        canvas.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) =>
          part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4,
        );

        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
      };
      const [low = 0, high = 0] = [lightness(backgroundColor), lightness(color)].sort((a, b) => a - b);

      return { backgroundColor, backgroundImage, contrast: high / low };
    }, accent);

  expect(await drawn("")).toMatchObject({ backgroundColor: "rgb(30, 64, 175)", backgroundImage: "none" });
  for (const accent of ["#1e40af", "#8b5cf6", "#14b8a6", "#facc15", "#767676", "#777", "#ff0000", "#fff", "#000"])
    expect((await drawn(accent)).contrast, accent).toBeGreaterThanOrEqual(4.5);
});
