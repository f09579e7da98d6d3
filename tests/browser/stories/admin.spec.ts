import { expect, type Page } from "@playwright/test";
import { composer, faultsOf, opened, type Somebody, say, settled, test, thread, unique, within } from "./people.js";
import { type Sold, sell } from "./shop.js";

const reason = (page: Page) => page.getByRole("textbox", { name: "Reason" });
const record = (page: Page, words: string) => thread(page).locator(".record").filter({ hasText: words });
const bar = (page: Page) => page.locator(".oversight");

async function tells(somebody: Somebody, conversationId: string, body: string, audience = "everyone"): Promise<void> {
  const data = { clientId: crypto.randomUUID(), body, audience: { kind: audience } };
  const said = await somebody.request.post(`/api/v1/conversations/${conversationId}/messages`, { data });
  expect(said.ok(), await said.text()).toBe(true);
}

/** An order that was just bought at Northwind, and the conversation about it. */
async function sale(customer: Somebody, ada: Somebody): Promise<{ sold: Sold; id: string }> {
  const sold = await sell(ada, { customer });
  const order = await (await customer.request.get(`/api/v1/orders/${sold.id}`)).json();

  return { sold, id: order.conversations[0].id };
}

async function openWith(page: Page, id: string, why: string): Promise<void> {
  await page.goto(`/admin/conversations/${id}`);
  await reason(page).fill(why);
  await page.getByRole("button", { name: "Open for an hour" }).click();
  await expect(thread(page)).toBeVisible();
}

test("Ada opens with a reason what Sofia and Jo wrote, joins in the open, speaks, closes and leaves, and all of it is on record (covers: S4-24, S4-57, S4-59)", async ({
  enter,
}) => {
  const [sofia, jo, ada] = [await enter("sofia"), await enter("jo"), await enter("ada")];
  const { sold, id } = await sale(sofia, ada);
  const [question, note, why] = [unique("Nobody answers me"), unique("She always says that"), unique("Complaint")];
  await tells(sofia, id, question);
  await tells(jo, id, note, "team");
  const { page } = ada;
  await page.goto("/messages");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Admin" }).click();
  await page
    .getByRole("listitem")
    .filter({ hasText: `#${sold.number}` })
    .getByRole("link")
    .click();
  await expect(page.getByText(question)).toHaveCount(0);
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText(sofia.me.name);

  await reason(page).fill(why);
  await page.getByRole("button", { name: "Open for an hour" }).click();
  await expect(thread(page).getByText(question)).toBeVisible();
  const amber = thread(page).getByRole("article").filter({ hasText: note });
  await expect(amber).toHaveAttribute("data-note");
  await expect(amber).toContainText("For the team of Northwind. You see it because you gave a reason");
  await expect(composer(page)).toHaveCount(0);
  await opened(sofia.page, `/messages/${id}`);
  await expect(sofia.page.getByText("Joined the conversation")).toHaveCount(0);
  await expect(sofia.page.getByRole("button", { name: "Note" })).toHaveCount(0);

  await page.getByRole("button", { name: "Join conversation" }).click();
  await expect(record(sofia.page, "Joined the conversation")).toContainText("Marketplace");
  const words = unique("We look into it");
  await say(page, words);
  const heard = thread(sofia.page).getByRole("article").filter({ hasText: words });
  await expect(heard).toBeVisible();
  await expect(heard).toContainText("Marketplace");
  const answer = unique("Thank you");
  await say(sofia.page, answer);
  await expect(thread(page).getByText(answer)).toBeVisible();

  const among = unique("Waive the fee");
  await page.getByRole("button", { name: "Note" }).click();
  await page.getByRole("textbox", { name: "Write a note for the marketplace team" }).fill(among);
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(thread(page).getByRole("article").filter({ hasText: among })).toContainText(
    "Only the marketplace team sees this",
  );
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Close conversation" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close conversation" }).click();
  for (const one of [page, sofia.page]) {
    await expect(record(one, "Conversation closed")).toBeVisible();
    await expect(one.locator(".head").getByText("Closed")).toBeVisible();
  }
  await expect(composer(sofia.page)).toHaveCount(0);
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(record(sofia.page, "Left the conversation")).toBeVisible();
  await expect(sofia.page.getByText(among)).toHaveCount(0);
  await bar(page).getByRole("button", { name: "End now" }).click();
  await expect(reason(page)).toBeVisible();
  await expect(page.getByText(question)).toHaveCount(0);

  await page.getByRole("complementary").getByRole("link", { name: "What was done here" }).click();
  const entries = page.getByRole("region", { name: "Entries" });
  for (const what of ["Opened for oversight", "Somebody joined", "Conversation closed", "Somebody left"])
    await expect(entries.getByRole("row").filter({ hasText: what }).first()).toContainText(ada.me.name);
  await expect(entries.getByRole("row").filter({ hasText: "Opened for oversight" })).toContainText(why);
  await entries.getByRole("button", { name: /^Details of Opened for oversight/ }).click();
  await expect(entries).toContainText(/Mozilla|Chrome/);
});

test("who looks on hears what is said within seconds, and what was opened shuts again", async ({ enter }) => {
  const [sofia, ada] = [await enter("sofia"), await enter("ada")];
  const { id } = await sale(sofia, ada);
  const { page } = ada;
  await openWith(page, id, unique("Complaint"));
  await expect(bar(page)).toContainText(/until \d\d:\d\d/);
  await page.reload();
  await expect(bar(page)).toContainText(/until \d\d:\d\d/);

  await within(7000, async () => {
    const words = unique("Is anybody there?");
    await tells(sofia, id, words);

    return thread(page).getByText(words);
  });
  expect((await ada.request.delete(`/api/v1/conversations/${id}/oversight`)).status()).toBe(204);
  await expect(reason(page)).toBeVisible();
  await expect(page.getByText("Is anybody there?")).toHaveCount(0);
});

test("a closed conversation is opened again by Ada, after she is asked", async ({ enter }) => {
  const [sofia, ada] = [await enter("sofia"), await enter("ada")];
  const { id } = await sale(sofia, ada);
  const { page } = ada;
  await openWith(page, id, unique("Complaint"));
  const closed = await ada.request.patch(`/api/v1/conversations/${id}`, { data: { status: "closed" } });
  expect(closed.status()).toBe(204);
  await opened(sofia.page, `/messages/${id}`);
  await expect(composer(sofia.page)).toHaveCount(0);

  await page.getByRole("button", { name: "Join conversation" }).click();
  await page.getByRole("button", { name: "Open it again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Open it again" }).click();

  await expect(record(sofia.page, "Conversation opened again")).toBeVisible();
  await say(sofia.page, unique("Then once more"));
});

test("for who does not run the marketplace there is nothing at its address", async ({ enter }) => {
  const [ana, jo] = [await enter("ana"), await enter("jo")];
  for (const { page } of [ana, jo])
    for (const path of ["/admin", "/admin/audit", `/admin/conversations/${crypto.randomUUID()}`]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Admin" })).toHaveCount(0);
    }
});

test("Ada narrows conversations and audit, by keyboard too, and links bring the same back", async ({ enter }) => {
  const ada = await enter("ada");
  const { page } = ada;
  await page.goto("/admin?topic=listing");
  await expect(page.locator(".line").first()).toContainText("Listing");
  await expect(page.getByLabel("Topic")).toHaveValue("listing");
  await page.locator(".line__link").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".line__link").nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(reason(page)).toBeVisible();

  await page.goto("/admin/audit?action=session.started");
  const entries = page.getByRole("region", { name: "Entries" });
  await entries
    .getByRole("button", { name: /^Details of Signed in/ })
    .first()
    .click();
  await entries.getByRole("button", { name: "Only by this person" }).click();
  await expect(page.getByRole("button", { name: /^Remove filter By / })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: `Remove filter By ${ada.me.name}` })).toBeVisible();
  await expect(entries.getByRole("row").nth(1)).toContainText("Signed in");
  await page.getByLabel("To", { exact: true }).fill("2001-01-01");
  await expect(page.getByText("Nothing matches")).toBeVisible();
});

test("Ada finds what was said by its words, narrows it, and goes to the conversation", async ({ enter }) => {
  const [ruth, jo, ada] = [await enter("ruth"), await enter("jo"), await enter("ada")];
  const { sold, id } = await sale(ruth, ada);
  const word = `zephyr${Date.now().toString(36)}`;
  await tells(ruth, id, `Is the ${word.toUpperCase()} on its way?`);
  await tells(jo, id, `It left today, the ${word}`);
  await tells(jo, id, `She asks about the ${word} again`, "team");
  const { page } = ada;
  await page.goto("/admin/search");
  await page.getByRole("searchbox", { name: "Words in messages" }).fill(word);
  await expect(page).toHaveURL(new RegExp(`q=${word}`));

  const found = page.getByRole("region", { name: "Found messages" }).getByRole("listitem");
  await expect(async () => {
    await page.reload();
    await expect(found).toHaveCount(2, { timeout: 2000 });
  }).toPass();
  await expect(found.first()).toContainText(`It left today, the ${word}`);
  await expect(found.first().locator("mark")).toHaveText(word);
  await expect(found.last().locator("mark")).toHaveText(word.toUpperCase());
  await expect(page.getByText("again")).toHaveCount(0);

  await page.getByLabel("Sender").selectOption({ label: "Customer" });
  await expect(found).toHaveCount(1);
  await found.getByRole("link").click();
  await expect(reason(page)).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText(`#${sold.number}`);
  await page.goto("/admin/audit?action=messages.searched");
  await expect(page.getByRole("region", { name: "Entries" })).toContainText("Messages searched");
});

// Each colour and each width once: what is wrong with a colour is wrong at every width.
for (const [colorScheme, width] of [
  ["light", 1440],
  ["dark", 390],
] as const)
  test(`the admin pages are readable for everybody: ${colorScheme}, ${width} px`, async ({ enter }) => {
    test.slow();
    const phone = width === 390;
    const sight = { viewport: { width, height: phone ? 844 : 900 }, hasTouch: phone, isMobile: phone };
    const [ruth, jo, ada] = [await enter("ruth"), await enter("jo"), await enter("ada", { colorScheme, ...sight })];
    const { id } = await sale(ruth, ada);
    const question = unique("Where is it?");
    await tells(ruth, id, question);
    await tells(jo, id, unique("Still here"), "team");
    const { page } = ada;
    const looksRight = async (name: string) => {
      await settled(page);
      expect(await faultsOf(page), name).toEqual([]);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, name).toBeLessThanOrEqual(0);
      if (phone) await isLargeEnough(page, name);
      await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
    };

    await page.goto(`/admin?customer=${ruth.me.id}`);
    await expect(page.locator(".line").first()).toBeVisible();
    await looksRight("list");
    await page.goto(`/admin/conversations/${id}?customer=${ruth.me.id}`);
    await expect(reason(page)).toBeVisible();
    await page.getByRole("button", { name: "Open for an hour" }).click();
    await looksRight("shut");
    await reason(page).fill("Complaint 4711");
    await page.getByRole("button", { name: "Open for an hour" }).click();
    await expect(thread(page)).toBeVisible();
    await looksRight("looking-on");
    await page.getByRole("button", { name: "Join conversation" }).click();
    await expect(composer(page)).toBeVisible();
    await looksRight("taking-part");
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Close conversation" }).click();
    await looksRight("closing");
    await page.goto("/admin/search");
    await looksRight("search-nothing-yet");
    await expect(async () => {
      await page.goto(`/admin/search?q=${encodeURIComponent(question)}&senderRole=customer`);
      await expect(page.locator(".hit")).toHaveCount(1, { timeout: 2000 });
    }).toPass();
    await looksRight("search");
    await page.goto(`/admin/audit?conversation=${id}`);
    await page
      .getByRole("button", { name: /^Details of/ })
      .first()
      .click();
    await looksRight("audit");
    await page.goto("/admin/audit?to=2001-01-01");
    await expect(page.getByText("Nothing matches")).toBeVisible();
    await looksRight("audit-nothing");
    await page.goto("/admin/contact");
    await expect(page.getByLabel(/^Listings/)).toBeVisible();
    await looksRight("who-may-write");
  });

async function isLargeEnough(page: Page, name: string): Promise<void> {
  const controls = page.getByRole("button").or(page.getByRole("link"));
  const small = await controls.evaluateAll((nodes) =>
    nodes
      .filter((node) => node.closest(".record__text, .skip") === null)
      .map((node) => ({ text: node.textContent, box: node.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 44)
      .map(({ text, box }) => `${text} ${box.width} x ${box.height}`),
  );
  expect(small, name).toEqual([]);
}
