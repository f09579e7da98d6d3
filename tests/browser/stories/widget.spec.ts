import { expect, type Page } from "@playwright/test";
import { linkTo, newAddress } from "./mail.js";
import { faultsOf, opened, say, thread, unique } from "./people.js";
import type { Site } from "./site.js";
import { contact, frameOf, identify, panel, ruth, test, withoutCookies } from "./widget.js";

// Who is there in the widget, and what he sees.

test.use(withoutCookies);

test("Ruth asks Northwind from the shop's own page, without a cookie, and reads in the panel what Jo answers", async ({
  page,
  site,
  enter,
}) => {
  const jo = await enter("jo");
  const faults: string[] = [];
  page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
  await page.goto(site.pageOf({ script: identify(site.tokenOf(...ruth)) }));
  await contact(page).click();
  const frame = frameOf(page);
  await expect(frame.getByText("Walnut desk")).toBeVisible();
  expect(await page.frames()[1]?.evaluate(() => document.hasStorageAccess())).toBe(false);

  const [question, answer, more] = [unique("How deep is it?"), unique("60 cm"), unique("Thank you")];
  await frame.getByRole("textbox", { name: "Message" }).fill(question);
  await frame.getByRole("button", { name: "Send" }).click();
  await expect(frame.getByRole("log").getByText(question)).toBeVisible();

  const { items } = await (await jo.request.get(`/api/v1/conversations?as=${jo.me.businesses[0]?.id}`)).json();
  await opened(jo.page, `/inbox/all/${items[0].conversationId}`);
  await expect(thread(jo.page).getByText(question)).toBeVisible();
  await say(jo.page, answer);
  await expect(frame.getByRole("log").getByText(answer)).toBeVisible();
  await frame.getByRole("textbox", { name: /^Write to/ }).fill(more);
  await frame.getByRole("textbox", { name: /^Write to/ }).press("Enter");
  await expect(thread(jo.page).getByText(more)).toBeVisible();
  expect(await page.context().cookies(site.chat)).toEqual([]);
  expect(faults).toEqual([]);

  // On another page of the shop the same button leads back to what was said.
  await page.goto(site.pageOf({ script: identify(site.tokenOf(...ruth)) }));
  await contact(page).click();
  await expect(frame.getByRole("log").getByText(answer)).toBeVisible();
});

/** Somebody whom the shop has not named asks from its page. */
async function asksAsGuest(page: Page, site: Site, question: string, email: string): Promise<void> {
  await page.goto(site.pageOf({}));
  await contact(page).click();
  const frame = frameOf(page);
  await frame.getByRole("textbox", { name: "Your Message:" }).fill(question);
  await frame.getByLabel("Your name").fill("Kim Berg");
  await frame.getByLabel("Your email").fill(email);
  await frame.getByRole("button", { name: "Send" }).click();
}

test("somebody without an account asks from the shop's page, and Northwind hears it once his address is proven", async ({
  page,
  site,
  enter,
}) => {
  const jo = await enter("jo");
  const [question, email] = [unique("Is it heavy?"), newAddress()];
  await asksAsGuest(page, site, question, email);
  await expect(frameOf(page).getByRole("heading", { name: "Check your email" })).toBeVisible();
  await jo.page.goto("/inbox/all");
  await expect(jo.page.locator(".line").first()).toBeVisible();
  await expect(jo.page.getByText(question)).toHaveCount(0);

  await page.goto(`${site.chat}${await linkTo(email)}`);
  const told = page.waitForResponse((one) => one.url().endsWith("/api/v1/me") && one.request().method() === "PATCH");
  await page.getByRole("button", { name: "Send" }).click();
  await told;
  await jo.page.getByText(question).click();
  const customer = jo.page.getByRole("complementary", { name: "Details" });
  await expect(customer.getByText(email).locator("..")).toContainText("Confirmed");
  await expect(customer.getByText("Local time")).toBeVisible();
});

test("where Ada lets everybody write, a guest's talk goes on in the panel, on the next page too", async ({
  page,
  site,
  ada,
  enter,
  browser,
}) => {
  const jo = await enter("jo");
  const path = `/api/v1/shops/${site.shop}/contact-policies`;
  const before = await (await ada.request.get(path)).json();
  const [question, answer, more] = [unique("Is it heavy?"), unique("40 kg"), unique("Thank you")];
  try {
    await ada.page.goto("/admin/contact");
    await ada.page.getByLabel(/^Listings/).selectOption("Everybody");
    await expect(ada.page.getByText("Saved")).toBeVisible();
    await asksAsGuest(page, site, question, newAddress());
    const talk = frameOf(page).getByRole("log");
    await expect(talk.getByText(question)).toBeVisible();

    await jo.page.goto("/inbox/all");
    await jo.page.getByText(question).click();
    await expect(jo.page.locator(".head").getByText("Guest, not confirmed")).toBeVisible();
    await say(jo.page, answer);
    await expect(talk.getByText(answer)).toBeVisible();
    await page.goto(site.pageOf({}));
    await contact(page).click();
    await expect(talk.getByText(answer)).toBeVisible();
    await frameOf(page)
      .getByRole("textbox", { name: /^Write to/ })
      .fill(more);
    await frameOf(page)
      .getByRole("textbox", { name: /^Write to/ })
      .press("Enter");
    await expect(thread(jo.page).getByText(more)).toBeVisible();

    // On our own page of the same offer another guest is let in too.
    const { items } = await (await jo.request.get("/api/v1/listings?limit=100")).json();
    const desk = items.find((offer: { title: string }) => offer.title === "Walnut desk");
    const own = await (await browser.newContext()).newPage();
    const other = unique("Is it oiled?");
    await own.goto(`${site.chat}/contact/listing/${desk.id}`);
    await own.getByLabel("Your Message:").fill(other);
    await own.getByLabel("Your name").fill("Lu Berg");
    await own.getByLabel("Your email").fill(newAddress());
    await own.getByRole("button", { name: "Send" }).click();
    await own.getByRole("link", { name: "Continue chatting" }).click();
    await expect(thread(own).getByText(other)).toBeVisible();
    await own.context().close();
  } finally {
    expect((await ada.request.patch(path, { data: before })).status()).toBe(200);
  }
});

test("who is not named, or named by a token that does not hold, is nobody; and after shutdown so is who was", async ({
  page,
  site,
}) => {
  const [head, body] = site.tokenOf(...ruth).split(".");
  await page.goto(site.pageOf({ script: identify(`${head}.${body}.AAAA`), tag: 'data-sign-in="/account"' }));
  await contact(page).click();
  const frame = frameOf(page);
  await expect(frame.getByLabel("Your email")).toBeVisible();
  await expect(frame.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", `${site.origin}/account`);

  const token = site.tokenOf(...ruth);
  const asked = page.waitForRequest(`${site.chat}/api/v1/me`);
  await page.evaluate((good) => (window as unknown as Widget).Parley.identify(good), token);
  await expect(frame.getByLabel("Your email")).toBeHidden();
  await expect(frame.getByRole("textbox")).toBeVisible();
  const { authorization = "" } = await (await asked).allHeaders();
  const me = () => page.request.get(`${site.chat}/api/v1/me`, { headers: { authorization } });
  expect((await me()).status()).toBe(200);

  await page.evaluate(() => (window as unknown as Widget).Parley.shutdown());
  await expect(panel(page)).toHaveCount(0);
  expect((await me()).status()).toBe(401);
  await contact(page).click();
  await expect(frame.getByLabel("Your email")).toBeVisible();
});

interface Widget {
  Parley: { identify: (token: string) => void; shutdown: () => Promise<void> };
}

test("Ana asks from her order's own page, and the conversation is bound to that order (covers: S0-20, S0-21)", async ({
  page,
  site,
  enter,
}) => {
  const ana = await enter("ana");
  const { items: orders } = await (await ana.request.get("/api/v1/orders?limit=100")).json();
  const order = orders.find(({ items }: { items: { seller: { name: string } }[] }) =>
    items.every(({ seller }) => seller.name === "Northwind"),
  );
  await page.goto(
    site.pageOf({ script: identify(site.tokenOf("ana", ana.me.name)), context: `order:${order.number}` }),
  );
  await contact(page).click();
  await expect(frameOf(page).getByText(order.number).first()).toBeVisible();
  await expect(frameOf(page).getByRole("log")).toBeVisible();

  // To everybody else it is as if there were none.
  await page.goto(site.pageOf({ script: identify(site.tokenOf(...ruth)), context: `order:${order.number}` }));
  await contact(page).click();
  await expect(frameOf(page).getByText("Nothing can be asked about this")).toBeVisible();
});

for (const isPhone of [false, true])
  test(`the panel is readable for everybody, in light and dark: ${isPhone ? "phone" : "desktop"}`, async ({
    browser,
    site,
  }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const size = isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
      const context = await browser.newContext({ colorScheme, viewport: size, isMobile: isPhone, hasTouch: isPhone });
      const page = await context.newPage();
      const name = `${isPhone ? "phone" : "desktop"}-${colorScheme}`;
      for (const [what, script, asked] of [
        ["visitor", "", "listing:linen-sofa"],
        ["refused", identify(site.tokenOf("vera", "Vera Novak")), "listing:linen-sofa"],
        ["new", identify(site.tokenOf(...ruth)), "listing:stool"],
        ["talk", identify(site.tokenOf(...ruth)), "listing:walnut-desk"],
        ["nothing", identify(site.tokenOf(...ruth)), "listing:gone"],
      ] as const) {
        await page.goto(site.pageOf({ script, context: asked }));
        await contact(page).click();
        const frame = page.frames()[1];
        if (frame === undefined) throw new Error("There is no frame");
        await expect(frameOf(page).locator(".empty, .first, .composer, .quick__form").first()).toBeVisible();
        await expect(frameOf(page).locator(".skeleton")).toHaveCount(0);
        expect(await faultsOf(frame), `${what} ${name}`).toEqual([]);
        const box = await panel(page).boundingBox();
        expect(box?.width).toBe(isPhone ? size.width : 400);
        await page.screenshot({ path: test.info().outputPath(`${what}-${name}.png`) });
        if (what !== "visitor" && what !== "new") continue;
        await frameOf(page).getByRole("button", { name: "Could you tell me more about it?" }).click();
        await expect(frameOf(page).getByLabel(/^Your message/i)).toHaveValue("Could you tell me more about it?");
      }
      await context.close();
    }
  });
