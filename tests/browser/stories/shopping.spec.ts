import { expect, type Page } from "@playwright/test";
import { faultsOf, opened, type Somebody, say, settled, test, thread, unique } from "./people.js";

const details = (page: Page) => page.getByRole("complementary", { name: "Details" });
const looks = [
  { name: "light", options: { colorScheme: "light" } },
  { name: "dark", options: { colorScheme: "dark" } },
  { name: "phone", options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
] as const;

async function isFine(page: Page, name: string): Promise<void> {
  await settled(page);
  expect(await faultsOf(page), name).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wider, `${name} scrolls sideways`).toBe(false);
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
}

/** Buys in the demo shop as a person does, and gives the order's id. */
async function buys({ page }: Somebody, title: string): Promise<string> {
  await page.goto("/demo/shop");
  await page.getByRole("button", { name: `Place order: ${title}` }).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(thread(page)).toBeVisible();

  return page.url().slice(-36);
}

async function conversationOf({ request }: Somebody, orderId: string): Promise<string> {
  const { conversations } = await (await request.get(`/api/v1/orders/${orderId}`)).json();

  return conversations[0].id;
}

async function asks({ request }: Somebody, title: string, body: string): Promise<string> {
  const { items } = await (await request.get(`/api/v1/listings?q=${encodeURIComponent(title)}`)).json();
  const [{ id, business }] = items;
  const started = await request.post("/api/v1/conversations", {
    data: { topic: { kind: "listing", id }, businessId: business.id },
  });
  const conversation = await started.json();
  const data = { clientId: crypto.randomUUID(), body };
  expect((await request.post(`/api/v1/conversations/${conversation.id}/messages`, { data })).ok()).toBe(true);

  return conversation.id;
}

test("Kofi places an order in the demo shop, Jo answers and ships it, and both see it live (covers: S4-49)", async ({
  enter,
}) => {
  const [kofi, jo] = [await enter("kofi"), await enter("jo")];
  await kofi.page.goto("/demo");
  await kofi.page.getByRole("link", { name: "Go to the demo shop" }).click();
  await expect(kofi.page.getByRole("heading", { name: "Demo shop" })).toBeVisible();
  const orderId = await buys(kofi, "Walnut desk");
  const conversationId = await conversationOf(kofi, orderId);

  // The order's messages have an address of their own.
  await opened(kofi.page, `/orders/${orderId}/messages`);
  await expect(kofi.page.locator(".order-head")).toContainText("Walnut desk");
  await expect(thread(kofi.page).locator(".record")).toContainText("Order placed");
  await opened(jo.page, `/inbox/all/${conversationId}`);
  const [question, answer] = [unique("When does it leave?"), unique("Today")];
  await say(kofi.page, question);
  await expect(thread(jo.page).getByText(question)).toBeVisible();
  await say(jo.page, answer);
  await expect(thread(kofi.page).getByText(answer)).toBeVisible();

  await details(jo.page).getByRole("button", { name: "Change status" }).click();
  await details(jo.page).getByLabel("New status").selectOption("Shipped");
  await details(jo.page).getByRole("button", { name: "Mark as shipped" }).click();
  for (const { page } of [kofi, jo])
    await expect(thread(page).locator(".record").filter({ hasText: "Order shipped" })).toBeVisible();
  await expect(kofi.page.locator(".order-head .chip")).toHaveText("Shipped");
  await expect(details(jo.page).locator(".chip").first()).toHaveText("Shipped");
});

test("what Kofi asked about a listing and the order that it became lead to each other, for him and for Jo", async ({
  enter,
}) => {
  const [kofi, jo] = [await enter("kofi"), await enter("jo")];
  const asked = await asks(kofi, "Ash bookshelf", unique("Are five shelves all?"));
  const orderId = await buys(kofi, "Ash bookshelf");
  const { number } = await (await kofi.request.get(`/api/v1/orders/${orderId}`)).json();

  await kofi.page.locator(".order-head").getByRole("link", { name: "Ash bookshelf" }).click();
  await expect(kofi.page).toHaveURL(new RegExp(`/messages/${asked}$`));
  await kofi.page.getByRole("link", { name: `Became order #${number}` }).click();
  await expect(kofi.page).toHaveURL(new RegExp(`/orders/${orderId}$`));

  await opened(jo.page, `/inbox/all/${asked}`);
  await details(jo.page)
    .getByRole("link", { name: `Order #${number}` })
    .first()
    .click();
  await expect(jo.page).toHaveURL(new RegExp(`/inbox/orders/${orderId}`));
  await details(jo.page).getByRole("link", { name: "Ash bookshelf" }).first().click();
  await expect(jo.page).toHaveURL(new RegExp(`/inbox/all/${asked}`));
});

test("Kofi and Jo each read all that they ever said to each other in one scroll, and go back to where it was", async ({
  enter,
}) => {
  const [kofi, jo] = [await enter("kofi"), await enter("jo")];
  const [first, second, third] = [unique("How heavy?"), unique("And how wide?"), unique("Thank you")];
  const desk = await asks(kofi, "Walnut desk", first);
  const stool = await asks(kofi, "Three-legged stool", second);

  await opened(kofi.page, `/messages/${stool}`);
  await kofi.page.locator(".head").getByRole("button", { name: "More" }).click();
  await kofi.page.getByRole("menuitem", { name: "All messages with Northwind" }).click();
  await expect(kofi.page.getByRole("heading", { name: "All messages with Northwind" })).toBeVisible();
  const scroll = thread(kofi.page);
  await expect(scroll.getByText(first)).toBeAttached();
  await expect(scroll.getByText(second)).toBeInViewport();
  await asks(kofi, "Walnut desk", third);
  await expect(scroll.getByText(third)).toBeInViewport();

  // Older pages come before what is read without moving it.
  const last = scroll.locator("[data-key]").last();
  const before = await scroll.locator("[data-key]").count();
  await scroll.evaluate((box) => {
    box.scrollTop = 0;
  });
  await expect(kofi.page.getByText("This is where it began")).toBeAttached();
  expect(await scroll.locator("[data-key]").count()).toBeGreaterThanOrEqual(before);
  await kofi.page.getByRole("button", { name: "Jump to the latest message" }).click();
  await expect(last).toBeInViewport();
  await scroll.locator(".stretch").last().getByRole("link").first().click();
  await expect(kofi.page).toHaveURL(new RegExp(`/messages/${desk}$`));

  await opened(jo.page, `/inbox/all/${desk}`);
  await details(jo.page)
    .getByRole("link", { name: `All conversations with ${kofi.me.name}` })
    .click();
  await expect(thread(jo.page).getByText(third)).toBeInViewport();
  await expect(jo.page.getByRole("textbox", { name: /^Write/ })).toHaveCount(0);
});

test("Jo sees who has read what she said, as what and when, by keyboard too (covers: S4-18)", async ({ enter }) => {
  const [kofi, jo] = [await enter("kofi"), await enter("jo")];
  const conversationId = await conversationOf(kofi, await buys(kofi, "Three-legged stool"));
  await opened(kofi.page, `/messages/${conversationId}`);
  await opened(jo.page, `/inbox/all/${conversationId}`);
  const words = unique("It is oak");
  await say(jo.page, words);
  await expect(thread(kofi.page).getByText(words)).toBeVisible();
  await kofi.page.bringToFront();

  const receipt = thread(jo.page)
    .getByRole("article")
    .filter({ hasText: words })
    .getByRole("button", { name: /^Seen by/ });
  await expect(receipt).toBeVisible();
  await receipt.focus();
  await jo.page.keyboard.press("Enter");
  const readers = jo.page.getByRole("dialog", { name: "Read by" });
  await expect(readers.getByRole("listitem")).toContainText([new RegExp(`${kofi.me.name}.*Customer`)]);
  await expect(readers.locator("time")).toHaveCount(1);
  await isFine(jo.page, "readers");
  await jo.page.keyboard.press("Escape");
  await expect(readers).toHaveCount(0);
  await expect(receipt).toBeFocused();
});

for (const { name, options } of looks)
  test(`the demo shop and the one scroll are readable for everybody: ${name}`, async ({ enter }) => {
    const [ana, jo] = [await enter("ana", options), await enter("jo", options)];
    const orders = await (await ana.request.get("/api/v1/orders?limit=100")).json();
    const seller = orders.items
      .flatMap((order: { items: { seller: { id: string; name: string } }[] }) => order.items)
      .find((item: { seller: { name: string } }) => item.seller.name === "Northwind").seller;

    for (const [what, page, path] of [
      ["demo", ana.page, "/demo"],
      ["shop", ana.page, "/demo/shop"],
      ["scroll", ana.page, `/messages/with/${seller.id}`],
      ["nothing", ana.page, `/messages/with/${ana.me.id}`],
      ["desk-scroll", jo.page, `/inbox/all/with/${ana.me.id}`],
    ] as const) {
      await page.goto(path);
      if (path.includes("/with/"))
        await expect(page.getByRole("heading", { name: /^(All messages|Nothing)/ }).first()).toBeVisible();
      await isFine(page, `${what}-${name}`);
    }
  });
