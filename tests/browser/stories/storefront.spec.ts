import { expect, type FrameLocator, type Page } from "@playwright/test";
import { faultsOf, type Somebody, settled, test, thread, unique } from "./people.js";
import { sell } from "./shop.js";

// The demo's shop, whose pages know the public loader and the public API alone.

const frameOf = (page: Page): FrameLocator => page.frameLocator("iframe");
const contact = (page: Page, name: string) => page.getByRole("button", { name: `Contact ${name}` });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });

async function be(page: Page, name: string): Promise<void> {
  const loaded = page.waitForEvent("load");
  await page.getByLabel("You are").selectOption({ label: name });
  await loaded;
  await expect(page.getByLabel("You are").locator("option:checked")).toHaveText(name);
  await expect(page.locator("main")).not.toHaveAttribute("aria-busy");
}

/** Under other policies of the shop's, which are as they were afterwards. */
async function under(ada: Somebody, policies: object, run: () => Promise<void>): Promise<void> {
  const path = `/api/v1/shops/${ada.me.shops[0]?.id}/contact-policies`;
  const before = await (await ada.request.get(path)).json();
  try {
    expect((await ada.request.patch(path, { data: policies })).status()).toBe(200);
    await run();
  } finally {
    expect((await ada.request.patch(path, { data: before })).status()).toBe(200);
  }
}

test("the product's page has the button for those alone who have ordered from that vendor (covers: S0-22)", async ({
  page,
  enter,
}) => {
  await under(await enter("ada"), { listing: "buyers" }, async () => {
    await page.goto("/shop/listing/matcha-bowl");
    await expect(page.getByText("Sign in to write to Blue Door Ceramics.")).toBeVisible();
    await expect(contact(page, "Blue Door Ceramics")).toBeHidden();

    await be(page, "Lena Vogt");
    await expect(page.getByText("Blue Door Ceramics answers customers who have ordered from them")).toBeVisible();
    await expect(contact(page, "Blue Door Ceramics")).toBeHidden();

    await be(page, "Mina Sato");
    await expect(contact(page, "Blue Door Ceramics")).toBeVisible();
    await expect(page.getByText("answers customers")).toHaveCount(0);
    const element = page.locator("parley-contact");
    await expect(element).toHaveAttribute("variant", "outline");
    expect(
      await contact(page, "Blue Door Ceramics").evaluate((button) => getComputedStyle(button).backgroundColor),
    ).toBe("rgba(0, 0, 0, 0)");
    await contact(page, "Blue Door Ceramics").click();
    await expect(frameOf(page).getByText("Matcha bowl").first()).toBeVisible();
    await expect(frameOf(page).getByRole("textbox").first()).toBeVisible();
  });
});

test("a visitor presses Contact on a service's page, is led to sign in and back to it, and what he writes the business reads (covers: S2-1, S2-2)", async ({
  page,
  enter,
}) => {
  const rosa = await enter("rosa");
  const question = unique("Do you bring ladders?");
  await page.goto("/shop/service/deep-cleaning");
  await contact(page, "Clean & Co").click();
  await expect(frameOf(page).getByText("Sign in to write to this business.")).toBeVisible();
  await frameOf(page).getByRole("link", { name: "Sign in" }).click();
  await expect(heading(page, "Who are you today?")).toBeVisible();
  await page.getByRole("button", { name: /^Tom Becker/ }).click();

  await expect(page).toHaveURL(/\/shop\/service\/deep-cleaning$/);
  await expect(page.getByLabel("You are").locator("option:checked")).toHaveText("Tom Becker");
  await contact(page, "Clean & Co").click();
  await frameOf(page).getByRole("textbox").fill(question);
  await frameOf(page).getByRole("button", { name: "Send" }).click();
  await expect(frameOf(page).getByRole("log").getByText(question)).toBeVisible();
  await rosa.page.goto("/inbox/all");
  await rosa.page.getByRole("listitem").filter({ hasText: question }).getByRole("link").click();
  await expect(thread(rosa.page).getByText(question)).toBeVisible();
});

test("the shop's sign-in leads back to the shop and to no other site", async ({ page }) => {
  for (const elsewhere of [
    "https://evil.example/",
    "//evil.example/shop",
    "/\\evil.example",
    "/shopping",
    "javascript:0",
  ]) {
    await page.goto(`/shop/account?next=${encodeURIComponent(elsewhere)}`);
    await page.getByRole("button", { name: /^Tom Becker/ }).click();
    await expect(page, elsewhere).toHaveURL(/\/shop\/orders$/);
  }
});

test("a guest sees the shop and asks as a visitor; Ana finds her order's conversation on her order's page, and buys", async ({
  page,
  enter,
}) => {
  const [ana, ada] = [await enter("ana"), await enter("ada")];
  const order = await sell(ada, { customer: ana });
  const faults: string[] = [];
  page.on("console", (line) => line.text().includes("Content Security Policy") && faults.push(line.text()));
  await page.goto("/shop");
  await page.getByRole("link", { name: "Walnut desk" }).click();
  await expect(heading(page, "Walnut desk")).toBeVisible();
  await contact(page, "Northwind").click();
  await expect(frameOf(page).getByText("Walnut desk")).toBeVisible();
  await expect(frameOf(page).getByLabel("Your email")).toBeVisible();

  await be(page, "Ana Duarte");
  await page.getByRole("link", { name: "My orders" }).click();
  await page.getByRole("link", { name: `Order ${order.number}` }).click();
  await contact(page, "Northwind").click();
  const thread = frameOf(page).getByRole("log");
  await expect(frameOf(page).getByText(order.number).first()).toBeVisible();
  const question = unique("When does it come?");
  await frameOf(page)
    .getByRole("textbox", { name: /^Write to/ })
    .fill(question);
  await frameOf(page)
    .getByRole("textbox", { name: /^Write to/ })
    .press("Enter");
  await expect(thread.getByText(question)).toBeVisible();

  await page.goto("/shop/listing/teapot");
  await page.getByRole("button", { name: "Buy now" }).click();
  await expect(page.getByRole("heading", { name: "From Blue Door Ceramics" })).toBeVisible();

  // Nothing of her is left for who comes after her.
  await be(page, "Guest");
  await expect(page.getByText("Sign in to see what you have ordered.")).toBeVisible();
  expect(await page.evaluate(() => ({ ...localStorage, ...sessionStorage }))).toEqual({});
  expect(faults).toEqual([]);
});

test("who is signed in to Parley beside it is nobody to the shop", async ({ enter }) => {
  const { page } = await enter("ana");
  await page.goto("/demo");
  await page.getByRole("link", { name: "See Parley on the shop's own site" }).click();
  await expect(page.getByLabel("You are").locator("option:checked")).toHaveText("Guest");
  await page.getByRole("link", { name: "My orders" }).click();
  await expect(page.getByText("Sign in to see what you have ordered.")).toBeVisible();
});

for (const isPhone of [false, true])
  test(`the shop is readable for everybody, in light and dark: ${isPhone ? "phone" : "desktop"}`, async ({
    browser,
  }) => {
    test.slow();
    for (const colorScheme of ["light", "dark"] as const) {
      const viewport = isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
      const context = await browser.newContext({ colorScheme, viewport, isMobile: isPhone, hasTouch: isPhone });
      const page = await context.newPage();
      const look = async (what: string, path: string) => {
        await page.goto(path);
        await expect(page.locator("main")).not.toHaveAttribute("aria-busy");
        await settled(page);
        await page.waitForLoadState("networkidle");
        const name = `${what}-${isPhone ? "phone" : "desktop"}-${colorScheme}`;
        expect(await faultsOf(page), name).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBe(0);
        expect(await smallTargets(page), name).toEqual([]);
        await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: what !== "home" });
      };
      await look("home", "/shop");
      await look("account", "/shop/account");
      await look("no-orders", "/shop/orders");
      await be(page, "Ana Duarte");
      await look("listing", "/shop/listing/linen-sofa");
      await contact(page, "Northwind").click();
      await expect(frameOf(page).locator(".composer, .first").first()).toBeVisible();
      await page.screenshot({
        path: test.info().outputPath(`asked-${isPhone ? "phone" : "desktop"}-${colorScheme}.png`),
      });
      await look("service", "/shop/service/deep-cleaning");
      await look("orders", "/shop/orders");
      await look("order", "/shop/orders/10432");
      await look("nothing", "/shop/listing/gone");
      await context.close();
    }
  });

/** What is pressed is 44 pixels high, but for links within a sentence. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("a, button, select")]
      // The link of a card or line is as large as all of it.
      .filter((target) => target.offsetParent !== null && !target.closest(".card, .line, .skip"))
      .filter((target) => target.getBoundingClientRect().height < 44)
      .map((target) => `${target.textContent}: ${target.getBoundingClientRect().height}`),
  );
