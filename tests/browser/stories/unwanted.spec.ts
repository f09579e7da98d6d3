import { expect, type Page } from "@playwright/test";
import { composer, faultsOf, opened, type Somebody, say, settled, test, thread, unique } from "./people.js";

const list = (page: Page) => page.getByRole("region", { name: "Conversations" });

/** What Lena asks about one of the things that Jo's business offers. */
async function inquiryOf(customer: Somebody, member: Somebody, body: string): Promise<{ id: string; topicId: string }> {
  const businessId = member.me.businesses[0]?.id;
  const offers = await (await customer.request.get(`/api/v1/listings?business=${businessId}`)).json();
  const topicId: string = offers.items[0].id;
  const data = {
    topic: { kind: "listing", id: topicId },
    businessId,
    message: { clientId: crypto.randomUUID(), body },
  };
  const started = await customer.request.post("/api/v1/conversations", { data });
  expect(started.ok()).toBe(true);

  return { id: (await started.json()).id, topicId };
}

async function choose(page: Page, item: string): Promise<void> {
  await page.locator(".head").getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("Jo narrows the inbox to what waits about one listing (covers: S3-30, S3-32, S3-38)", async ({ enter }) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const question = unique("Is the oak from here?");
  const { topicId } = await inquiryOf(lena, jo, question);

  await jo.page.goto("/inbox/all");
  await jo.page.getByRole("button", { name: "Filters" }).click();
  await expect(
    jo.page
      .getByLabel("Listing or service")
      .getByRole("option", { name: /unread\)/ })
      .first(),
  ).toBeAttached();
  await jo.page.getByLabel("Listing or service").selectOption(topicId);
  await jo.page.getByLabel("State").selectOption("new");
  await expect(list(jo.page)).toContainText(question);
  expect(await faultsOf(jo.page)).toEqual([]);
  await jo.page.screenshot({ path: test.info().outputPath("filters.png") });
  await jo.page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(list(jo.page)).toContainText("Nothing matches");
  await jo.page.getByRole("button", { name: "Clear filters" }).click();
  await expect(list(jo.page)).toContainText(question);
});

test("what Jo reports as spam is kept apart until it is none, and Lena notices nothing (covers: S3-19, S3-34)", async ({
  enter,
}) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const question = unique("Buy my followers");
  const { id } = await inquiryOf(lena, jo, question);
  await opened(lena.page, `/messages/${id}`);
  await opened(jo.page, `/inbox/all/${id}`);
  await expect(list(jo.page)).toContainText(question);

  await choose(jo.page, "Report spam");
  await expect(list(jo.page)).not.toContainText(question);
  const more = unique("Really good ones");
  await say(lena.page, more);
  await expect(thread(jo.page).getByText(more)).toBeVisible();
  await expect(list(jo.page)).not.toContainText(more);
  await jo.page.getByRole("link", { name: "Spam" }).click();
  await expect(list(jo.page)).toContainText(more);

  await opened(jo.page, `/inbox/spam/${id}`);
  await choose(jo.page, "Not spam");
  await expect(list(jo.page)).not.toContainText(more);
  await jo.page.getByRole("link", { name: "All", exact: true }).click();
  await expect(list(jo.page)).toContainText(more);
});

test("whom Jo blocks cannot write to her until she takes it back", async ({ enter }) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const { id } = await inquiryOf(lena, jo, unique("Answer me"));
  await opened(jo.page, `/inbox/all/${id}`);

  await choose(jo.page, "Block customer");
  const dialog = jo.page.getByRole("dialog");
  await expect(dialog).toContainText("but for what was ordered from you");
  await dialog.getByRole("button", { name: "Block customer" }).click();
  await expect(jo.page.getByRole("status").getByText(`${lena.me.name} is blocked`)).toBeVisible();
  await lena.page.goto(`/messages/${id}`);
  await expect(lena.page.getByText("You can read this conversation but not write in it.")).toBeVisible();

  await jo.page.getByRole("button", { name: "Undo" }).click();
  await expect(jo.page.getByText(`${lena.me.name} can write to you again`)).toBeVisible();
  await lena.page.reload();
  await expect(composer(lena.page)).toBeVisible();
  const words = unique("Thank you");
  await say(lena.page, words);
  await expect(thread(jo.page).getByText(words)).toBeVisible();

  // What can no longer be undone is taken back from the list.
  await choose(jo.page, "Block customer");
  await dialog.getByRole("button", { name: "Block customer" }).click();
  await jo.page.getByRole("link", { name: "Spam", exact: true }).click();
  await jo.page.getByRole("button", { name: "Blocked customers" }).click();
  const line = jo.page.getByRole("dialog").getByRole("listitem").filter({ hasText: lena.me.name });
  await expect(line).toContainText(`Blocked by ${jo.me.name}`);
  await settled(jo.page);
  expect(await faultsOf(jo.page)).toEqual([]);
  await line.getByRole("button", { name: `Unblock ${lena.me.name}` }).click();
  await expect(jo.page.getByText("Nobody is blocked")).toBeVisible();
  await lena.page.reload();
  await expect(composer(lena.page)).toBeVisible();
});
