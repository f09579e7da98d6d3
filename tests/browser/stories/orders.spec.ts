import { expect, type Page } from "@playwright/test";
import { cordOf } from "./cord.js";
import { composer, faultsOf, opened, type Somebody, say, settled, test, thread, unique, within } from "./people.js";
import { type Sold, sell } from "./shop.js";

const lineOf = (page: Page, { number }: Sold) =>
  page
    .getByRole("region", { name: "Orders" })
    .getByRole("listitem")
    .filter({ hasText: `#${number}` });
const head = (page: Page) => page.locator(".order-head");
const stat = (page: Page, status: string) =>
  page.getByRole("group", { name: "Orders by status" }).getByRole("button", { name: status });
const figureOf = async (page: Page, status: string) =>
  Number(await stat(page, status).locator(".stat__figure").textContent());

async function conversationOf(customer: Somebody, { id }: Sold, seller = "Northwind"): Promise<string> {
  const order = await (await customer.request.get(`/api/v1/orders/${id}`)).json();
  const found = order.conversations.find((one: { seller: { name: string } }) => one.seller.name === seller);
  expect(found).toBeDefined();

  return found.id;
}

async function tells(somebody: Somebody, conversationId: string, body: string): Promise<void> {
  const data = { clientId: crypto.randomUUID(), body };
  const path = `/api/v1/conversations/${conversationId}/messages`;
  expect((await somebody.request.post(path, { data })).ok()).toBe(true);
}

test("Ana finds her order beside what is said about it, writes, and Jo's answer shows in the list (covers: S1-54, S1-56, S1-57, S1-59, S1-61, S1-95)", async ({
  enter,
}) => {
  const [ana, jo, ada] = [await enter("ana"), await enter("jo"), await enter("ada")];
  const sold = await sell(ada, { customer: ana });
  const { page } = ana;
  await page.goto("/messages");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Orders" }).click();
  const line = lineOf(page, sold);
  await expect(line).toContainText("€84.00");
  await expect(line.locator(".chip")).toHaveText("Confirmed");
  await line.getByRole("link").click();
  await expect(head(page)).toContainText("Oak side table of northwind ×2");
  await expect(head(page)).toContainText("Finish: oiled");
  const [left, right] = [await line.boundingBox(), await thread(page).boundingBox()];
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);

  const question = unique("Is it oiled?");
  await say(page, question);
  await expect(line).toContainText(`You:${question}`);
  await opened(jo.page, `/inbox/all/${await conversationOf(ana, sold)}`);
  await expect(thread(jo.page).getByText(question)).toBeVisible();
  await within(1000, async () => {
    const answer = unique("Twice");
    await say(jo.page, answer);

    return line.filter({ hasText: answer });
  });
  await expect(
    thread(page)
      .getByText(/^Twice/)
      .last(),
  ).toBeVisible();
});

test("what became of Ana's order while her connection was cut is in the list within a second once it is back (covers: S1-61)", async ({
  enter,
}) => {
  const [ana, jo, ada] = [await enter("ana"), await enter("jo"), await enter("ada")];
  const sold = await sell(ada, { customer: ana });
  const id = await conversationOf(ana, sold);
  const { page } = ana;
  const cord = await cordOf(page);
  await opened(page, "/orders");
  const line = lineOf(page, sold);
  await expect(line.locator(".chip")).toHaveText("Confirmed");

  const steps = [
    ["shipped", "Shipped"],
    ["delivered", "Delivered"],
    ["completed", "Completed"],
  ] as const;
  let next = 0;
  await within(1000, async () => {
    const [status, shown] = steps[next++] ?? [];
    await cord.cut();
    await expect(page.locator(".connection")).not.toHaveAttribute("data-live", "online");
    const news = unique("It left today");
    await sold.push({ status });
    await tells(jo, id, news);
    await cord.mend();
    await expect(page.locator(".connection")).toHaveAttribute("data-live", "online");

    return line.filter({ hasText: news }).filter({ has: page.locator(".chip", { hasText: shown }) });
  });
});

test("figures count Mina's orders by status, and each is a filter (covers: S1-60, S1-63)", async ({ enter }) => {
  const [mina, ada] = [await enter("mina"), await enter("ada")];
  const { page } = mina;
  for (const status of ["pending", "confirmed", "completed", "cancelled"]) await sell(ada, { customer: mina, status });
  await page.goto("/orders");
  const { items } = await (await mina.request.get("/api/v1/orders?limit=100")).json();

  for (const [status, word] of [
    ["pending", "Pending"],
    ["confirmed", "Confirmed"],
    ["completed", "Completed"],
    ["cancelled", "Cancelled"],
  ] as const) {
    const those = items.filter((order: { status: string }) => order.status === status);
    await stat(page, word).click();
    await expect(stat(page, word)).toHaveAttribute("aria-pressed", "true");
    await expect(page.locator(".line")).toHaveCount(those.length);
    expect(await figureOf(page, word)).toBe(those.length);
    await expect(page.locator(".line .chip").filter({ hasText: word }).first()).toBeVisible();
  }
  await stat(page, "All").click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
});

test("the first order with something unread opens by itself, and its dot goes once it is read (covers: S1-58, S1-62)", async ({
  enter,
}) => {
  const [ana, jo, ada] = [await enter("ana"), await enter("jo"), await enter("ada")];
  const older = await sell(ada, { customer: ana });
  await tells(jo, await conversationOf(ana, older), unique("It leaves today"));
  const newer = await sell(ada, { customer: ana });
  const { page } = ana;

  await page.goto(`/orders/${newer.id}`);
  await expect(lineOf(page, older).getByText("Unread")).toBeAttached();
  await expect(lineOf(page, newer).getByText("Unread")).not.toBeAttached();
  await page.goto("/orders");
  await expect(page).toHaveURL(new RegExp(older.id));
  await page.bringToFront();
  await expect(lineOf(page, older).getByText("Unread")).not.toBeAttached();
});

test("Jo ships an order with a courier, and both see it as it happens (covers: S1-48, S1-91)", async ({ enter }) => {
  const [ana, jo, ada] = [await enter("ana"), await enter("jo"), await enter("ada")];
  const sold = await sell(ada, { customer: ana });
  const { page } = ana;
  await opened(page, `/orders/${sold.id}`);
  await opened(jo.page, `/inbox/all/${await conversationOf(ana, sold)}`);
  const shipped = await figureOf(page, "Shipped");
  const details = jo.page.getByRole("complementary", { name: "Details" });

  await details.getByRole("button", { name: "Change status" }).click();
  await details.getByLabel("Courier").fill("DHL");
  await details.getByLabel("Parcel number").fill("0034 7");
  await details.getByLabel("Tracking link").fill("https://dhl.example/0034");
  await details.getByRole("button", { name: "Mark as shipped" }).click();

  for (const one of [page, jo.page]) {
    const record = thread(one).locator(".record").filter({ hasText: "Order shipped" });
    await expect(record).toContainText("DHL 0034 7");
    await expect(record.getByRole("link")).toHaveAttribute("href", "https://dhl.example/0034");
  }
  await expect(head(page).locator(".chip")).toHaveText("Shipped");
  await expect(head(page).getByRole("link", { name: "Track parcel" })).toHaveAttribute("rel", /noopener/);
  await expect(head(page).locator('[aria-current="step"]')).toHaveText("Shipped");
  await expect(lineOf(page, sold).locator(".chip")).toHaveText("Shipped");
  await expect.poll(() => figureOf(page, "Shipped")).toBe(shipped + 1);
  await expect(jo.page.locator(".head .chip")).toHaveText("Shipped");
  await expect(details.locator("dd .chip")).toHaveText("Shipped");
});

test("what the shop's own server says of an order moves Ana's badges too", async ({ enter }) => {
  const [ana, ada] = [await enter("ana"), await enter("ada")];
  const sold = await sell(ada, { customer: ana });
  const { page } = ana;
  await opened(page, `/orders/${sold.id}`);

  await sold.push({ status: "delivered" });
  await expect(thread(page).getByText("Order delivered")).toBeVisible();
  await expect(lineOf(page, sold).locator(".chip")).toHaveText("Delivered");
  const next = await sell(ada, { customer: ana });
  await expect(lineOf(page, next)).toBeVisible();
});

test("an order of two sellers has a conversation with each, and neither hears the other", async ({ enter }) => {
  const [claire, jo, ada, bea] = [await enter("claire"), await enter("jo"), await enter("ada"), await enter("bea")];
  const sold = await sell(ada, { customer: claire, sellers: ["northwind", "blue-door"] });
  const { page } = claire;
  await opened(page, `/orders/${sold.id}`);
  const sellers = page.getByRole("navigation", { name: "Sellers" });
  const [toNorthwind, toBlueDoor] = [unique("For Northwind"), unique("For Blue Door")];

  await sellers.getByRole("link", { name: "Northwind" }).click();
  await expect(page.getByRole("textbox", { name: "Write to Northwind" })).toBeVisible();
  await say(page, toNorthwind);
  await sellers.getByRole("link", { name: "Blue Door Ceramics" }).click();
  await expect(page.getByRole("textbox", { name: "Write to Blue Door Ceramics" })).toBeVisible();
  await expect(thread(page).getByText(toNorthwind)).toBeHidden();
  await say(page, toBlueDoor);
  await opened(bea.page, `/inbox/all/${await conversationOf(claire, sold, "Blue Door Ceramics")}`);
  await expect(thread(bea.page).getByText(toBlueDoor)).toBeVisible();

  await tells(jo, await conversationOf(claire, sold), unique("Here too"));
  await expect(sellers.getByRole("link", { name: "Northwind" }).getByText("Unread")).toBeAttached();
  await expect(page.getByRole("textbox", { name: "Write to Blue Door Ceramics" })).toBeVisible();
});

test("Jo goes from Northwind's orders to what is said about one, answers, and completes it (covers: S1-66)", async ({
  enter,
}) => {
  const [ana, jo, ada] = [await enter("ana"), await enter("jo"), await enter("ada")];
  const sold = await sell(ada, { customer: ana, status: "shipped" });
  const [question, answer] = [unique("Did it leave?"), unique("On Friday")];
  await tells(ana, await conversationOf(ana, sold), question);
  await opened(ana.page, `/orders/${sold.id}`);
  const { page } = jo;
  await page.goto("/inbox");
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Orders" }).click();
  const line = lineOf(page, sold);
  await expect(line).toContainText(ana.me.name);
  await expect(line).toContainText(question);

  await line.getByRole("link").click();
  await say(page, answer);
  await expect(thread(ana.page).getByText(answer)).toBeVisible();
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByRole("button", { name: "Change status" }).click();
  await details.getByLabel("New status").selectOption("Completed");
  await details.getByRole("button", { name: "Mark as completed" }).click();
  await expect(line.locator(".chip")).toHaveText("Completed");
  await expect(head(ana.page).locator(".chip")).toHaveText("Completed");
  await stat(page, "Shipped").click();
  await expect(line).toHaveCount(0);
});

test("Greta, whose works supply what Tom bought, answers him and learns nothing of Northwind's notes", async ({
  enter,
}) => {
  const [tom, jo, greta] = [await enter("tom"), await enter("jo"), await enter("greta")];
  const sold = await sell(await enter("ada"), { customer: tom, supplier: "oakworks" });
  const id = await conversationOf(tom, sold);
  const [question, note, answer] = [unique("Which forest is it from?"), unique("Oakworks is late"), unique("Småland")];
  await tells(tom, id, question);

  await opened(jo.page, `/inbox/all/${id}`);
  await jo.page.getByRole("button", { name: "Note", exact: true }).click();
  const notebook = jo.page.getByRole("textbox", { name: "Write a note for your team" });
  await notebook.fill(note);
  await notebook.press("Enter");
  await expect(thread(jo.page).getByRole("article").filter({ hasText: note })).toContainText("Internal note");

  await greta.page.goto("/inbox");
  await greta.page.getByRole("listitem").filter({ hasText: question }).getByRole("link").click();
  await expect(thread(greta.page).getByText(question)).toBeVisible();
  await settled(greta.page);
  expect(await faultsOf(greta.page)).toEqual([]);
  await greta.page.screenshot({ path: test.info().outputPath("supplier.png") });
  await say(greta.page, answer);
  await expect(thread(jo.page).getByText(answer)).toBeVisible();
  await expect(greta.page.getByText(note)).toHaveCount(0);
  expect(await (await greta.request.get(`/api/v1/conversations/${id}/messages`)).text()).not.toContain(note);

  await opened(tom.page, `/orders/${sold.id}`);
  const heard = thread(tom.page).getByRole("article").filter({ hasText: answer });
  await expect(heard.locator(".speech__name")).toHaveText(greta.me.name);
  await expect(heard.locator(".speech__role")).toHaveText("Oakworks · Supplier");
  await expect(tom.page.getByText(note)).toHaveCount(0);
});

test("who sells a part of an order only sees how it stands, and is not offered to say so", async ({ enter }) => {
  const [ana, jo, ada] = [await enter("ana"), await enter("jo"), await enter("ada")];
  const sold = await sell(ada, { customer: ana, sellers: ["northwind", "blue-door"] });
  const alone = await sell(ada, { customer: ana });
  const details = jo.page.getByRole("complementary", { name: "Details" });
  const change = details.getByRole("button", { name: "Change status" });

  await opened(jo.page, `/inbox/orders/${alone.id}`);
  await expect(change).toBeVisible();
  await opened(jo.page, `/inbox/orders/${sold.id}`);
  await expect(details.locator(".chip").first()).toHaveText("Confirmed");
  await expect(change).toHaveCount(0);
});

test("a picture that does not come leaves the sign of an order (covers: S1-55)", async ({ enter }) => {
  const [diego, ada] = [await enter("diego"), await enter("ada")];
  const { page } = diego;
  const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"><rect width="48" height="48" fill="#b98"/></svg>';
  await page.route("https://pictures.example/**", (route) =>
    route.request().url().endsWith("there.svg")
      ? route.fulfill({ contentType: "image/svg+xml", body: picture })
      : route.abort(),
  );
  const there = await sell(ada, { customer: diego, imageUrl: "https://pictures.example/there.svg" });
  const gone = await sell(ada, { customer: diego, imageUrl: "https://pictures.example/gone.svg" });

  await page.goto("/orders");
  await expect(lineOf(page, there).locator("img")).toBeVisible();
  await expect(lineOf(page, gone).locator(".thumb svg")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`orders are readable for everybody: ${colorScheme}`, async ({ enter }) => {
    const [ruth, jo, ada] = [
      await enter("ruth", { colorScheme }),
      await enter("jo", { colorScheme }),
      await enter("ada"),
    ];
    const sold = await sell(ada, { customer: ruth, sellers: ["northwind", "blue-door"] });
    const single = await sell(ada, { customer: ruth });
    await single.push({ status: "shipped", tracking: { carrier: "DHL", number: "7", url: "https://dhl.example/7" } });

    for (const path of ["/orders", `/orders/${sold.id}`, `/orders/${single.id}`, "/orders/nothing"]) {
      await ruth.page.goto(path);
      await settled(ruth.page);
      await settled(ruth.page);
      if (path.endsWith(sold.id)) await ruth.page.getByText("2 items").click();
      expect(await faultsOf(ruth.page), path).toEqual([]);
      await ruth.page.screenshot({ path: test.info().outputPath(`${path.replaceAll("/", "-")}-${colorScheme}.png`) });
    }
    await opened(jo.page, `/inbox/orders/${single.id}`);
    await jo.page.getByRole("button", { name: "Change status" }).click();
    expect(await faultsOf(jo.page)).toEqual([]);
    await jo.page.screenshot({ path: test.info().outputPath(`desk-${colorScheme}.png`) });
  });

test("on a phone Ana finds her order, writes and goes back", async ({ enter }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const [ana, ada] = [await enter("ana", phone), await enter("ada")];
  const sold = await sell(ada, { customer: ana });
  const { page } = ana;
  await page.goto("/orders");
  await expect(stat(page, "Pending")).toBeVisible();
  await expect(thread(page)).toBeHidden();

  await lineOf(page, sold).getByRole("link").tap();
  await expect(thread(page)).toBeVisible();
  const words = unique("From my phone");
  await composer(page).fill(words);
  await page.getByRole("button", { name: "Send" }).tap();
  await expect(thread(page).getByText(words)).toBeVisible();
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
  for (const control of await page.getByRole("button").or(page.getByRole("link")).all()) {
    const box = await control.boundingBox();
    if (box !== null && !(await control.evaluate((node) => node.closest(".record__text, .skip") !== null)))
      expect(Math.min(box.width, box.height), await control.innerText()).toBeGreaterThanOrEqual(44);
  }
  await page.screenshot({ path: test.info().outputPath("order-390.png") });
  await page.getByRole("link", { name: "Back to orders" }).tap();
  await expect(lineOf(page, sold)).toContainText(words);
});
