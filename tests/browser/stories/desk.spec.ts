import { expect, type Page } from "@playwright/test";
import { composer, conversationOf, opened, say, test, thread, unique } from "./people.js";

const lineWith = (page: Page, words: string) => page.getByRole("listitem").filter({ hasText: words });
const badgeOf = (page: Page, place: "Messages" | "Inbox") =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: place }).locator(".rail__badge");

test("Jo finds what Lena asked in the inbox, reads it and answers there (covers: S0-95, S2-8, S2-73, S3-38, S3-39)", async ({
  enter,
}) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  const question = unique("Is it untreated?");
  const answer = unique("Only oiled");
  await opened(lena.page, `/messages/${id}`);
  await say(lena.page, question);

  await jo.page.goto("/");
  await expect(badgeOf(jo.page, "Inbox")).toBeVisible();
  await jo.page.getByRole("link", { name: "Inbox" }).click();
  const line = lineWith(jo.page, question);
  await expect(line).toContainText(lena.me.name);
  await line.getByRole("link").click();
  await expect(thread(jo.page).getByText(question)).toBeInViewport();
  await expect(jo.page.getByRole("complementary", { name: "Details" })).toContainText(/Order #\d+/);
  await say(jo.page, answer);
  await expect(thread(lena.page).getByText(answer)).toBeVisible();
});

test("a message is sent, delivered to Lena's device, and seen by Lena (covers: S1-33, S2-20, S2-40)", async ({
  enter,
}) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  await opened(jo.page, `/inbox/all/${id}`);
  const [first, second] = [unique("It left today"), unique("It comes on Friday")];
  const receiptOf = (words: string) =>
    thread(jo.page).getByRole("article").filter({ hasText: words }).locator(".receipt");

  await say(jo.page, first);
  await expect(receiptOf(first)).toHaveText("Sent");
  await lena.page.goto("/messages");
  await expect(lineWith(lena.page, first)).toBeVisible();
  await expect(lena.page.locator(".connection")).toHaveAttribute("data-live", "online");
  await say(jo.page, second);
  await expect(receiptOf(second)).toHaveText("Delivered");
  await lineWith(lena.page, second).getByRole("link").click();
  await lena.page.bringToFront();
  await expect(receiptOf(second)).toHaveText(/^Seen by Lena Vogt/);
});

test("the badge counts what waits, as it comes and as it is read (covers: S2-16, S3-5)", async ({ enter }) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  await opened(lena.page, `/messages/${id}`);
  await lena.page.bringToFront();
  const words = unique("Until here all is read");
  await say(lena.page, words);
  await expect(lineWith(lena.page, words).getByText("Unread")).not.toBeAttached();
  await lena.page.getByRole("link", { name: "Messages", exact: true }).first().click();
  await expect(thread(lena.page)).toBeHidden();
  const before = await waiting(lena.page);

  const news = unique("It left today");
  await jo.request.post(`/api/v1/conversations/${id}/messages`, {
    data: { clientId: crypto.randomUUID(), body: news },
  });
  await expect.poll(() => waiting(lena.page)).toBe(before + 1);
  await expect(lena.page).toHaveTitle(`(${before + 1}) Messages · Parley`);
  await lineWith(lena.page, news).getByRole("link").click();
  await lena.page.bringToFront();
  await expect.poll(() => waiting(lena.page)).toBe(before);
});

async function waiting(page: Page): Promise<number> {
  // All at once: a badge that goes while it is looked at must not be waited for.
  const [text] = await badgeOf(page, "Messages").locator("[aria-hidden]").allTextContents();

  return Number(text ?? 0);
}

test("what Jo resolves is resolved for Lena too, until she writes again (covers: S4-59)", async ({ enter }) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  await opened(lena.page, `/messages/${id}`);
  await opened(jo.page, `/inbox/all/${id}`);
  const status = lena.page.locator(".head").getByText("Resolved");
  const reopen = jo.page.getByRole("button", { name: "Reopen" });
  if (await reopen.isVisible()) await reopen.click();

  await jo.page.getByRole("button", { name: "Resolve" }).click();
  await expect(status).toBeVisible();
  await expect(thread(lena.page).getByText("Marked as resolved").last()).toBeInViewport();
  await expect(lena.page.getByText("A new message opens it again.")).toBeVisible();
  await say(lena.page, unique("One more thing"));
  await expect(status).toBeHidden();
  await expect(jo.page.getByRole("button", { name: "Resolve" })).toBeVisible();
});

test("who stops writing is soon no longer shown as writing (covers: S1-29, S1-36)", async ({ enter }) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  await opened(lena.page, `/messages/${id}`);
  await opened(jo.page, `/inbox/all/${id}`);
  const typing = lena.page.getByText(`${jo.me.name} is typing`);

  await composer(jo.page).pressSequentially("Wait");
  await expect(typing).toBeVisible();
  await expect(typing).toBeHidden({ timeout: 12_000 });
  await composer(jo.page).fill("");
});

test("a page asks for a conversation's events while it is open, and for no longer (covers: S1-25, S1-26)", async ({
  enter,
}) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  const said: string[] = [];
  lena.page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => said.push(String(payload))));
  const asked = (method: string) =>
    said.filter((frame) => frame.includes(`"target":"${method}"`) && frame.includes(id));

  await opened(lena.page, `/messages/${id}`);
  await expect.poll(() => asked("Watch").length).toBe(1);
  expect(asked("Unwatch")).toHaveLength(0);
  await lena.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Messages" }).click();
  await expect.poll(() => asked("Unwatch").length).toBe(1);
});

test("a message comes over the open connection; nothing is fetched for it (covers: S4-69)", async ({ enter }) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  const frames: string[] = [];
  lena.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
  await opened(lena.page, `/messages/${id}`);
  const fetched: string[] = [];
  lena.page.on("request", (request) => {
    if (request.method() === "GET") fetched.push(new URL(request.url()).pathname);
  });
  const words = unique("Pushed");

  await jo.request.post(`/api/v1/conversations/${id}/messages`, {
    data: { clientId: crypto.randomUUID(), body: words },
  });
  await expect(thread(lena.page).getByText(words)).toBeVisible();
  expect(frames.some((frame) => frame.includes(words))).toBe(true);
  expect(fetched).toEqual([]);
});

test("what was said is there on every device of Lena's, now and later (covers: S2-15)", async ({ enter }) => {
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  await opened(lena.page, `/messages/${id}`);
  const words = unique("For the record");
  await say(lena.page, words);
  await expect(thread(lena.page).getByRole("article").filter({ hasText: words })).toContainText(/Sent|Delivered|Seen/);

  const phone = await enter("lena", { viewport: { width: 390, height: 844 } });
  await opened(phone.page, `/messages/${id}`);
  await expect(thread(phone.page).getByText(words)).toBeVisible();
});

test("Lena asks about something that she has not ordered (covers: S0-64)", async ({ enter }) => {
  const { page, request } = await enter("lena");
  await page.goto("/messages?new=1");
  const dialog = page.getByRole("dialog", { name: "New message" });
  const words = unique("Is it still there?");

  await dialog.getByRole("button", { name: "Listings" }).click();
  await dialog.getByRole("searchbox").fill("Walnut desk");
  await dialog.getByRole("button", { name: "Walnut desk" }).click();
  await dialog.getByLabel("Your message").fill(words);
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(thread(page).getByText(words)).toBeVisible();

  const conversation = await (
    await request.get(`/api/v1${new URL(page.url()).pathname.replace("messages", "conversations")}`)
  ).json();
  expect(conversation.topic.kind).toBe("listing");
  await expect(page.locator(".head")).toContainText("Walnut desk");
});
