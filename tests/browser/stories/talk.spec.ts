import { expect, type Page } from "@playwright/test";
import { composer, conversationOf, faultsOf, opened, say, settled, test, thread, unique, within } from "./people.js";

test("Ana and Jo see each other write, and hear each other within a second (covers: S0-27, S1-43, S1-44, S2-6, S2-12, S2-19)", async ({
  enter,
}) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  await opened(jo.page, `/inbox/all/${id}`);
  const hears = (here: Page, there: Page) =>
    within(1000, async () => {
      const words = unique("The blue one");
      await say(here, words);

      return thread(there).getByText(words);
    });

  await composer(jo.page).pressSequentially("Which");
  await expect(ana.page.getByText(`${jo.me.name} is typing`)).toBeVisible();
  await hears(jo.page, ana.page);
  // Not only when it would have ended by itself, after six seconds.
  await expect(ana.page.getByText(`${jo.me.name} is typing`)).toBeHidden({ timeout: 4000 });
  await hears(ana.page, jo.page);
});

test("what Ana wrote is sent, delivered, and seen once Jo has looked at it (covers: S1-92, S0-94)", async ({
  enter,
}) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  const words = unique("Did you see this?");

  await say(ana.page, words);
  const mine = thread(ana.page).getByRole("article").last();
  await expect(mine).toContainText(words);
  await expect(mine).toContainText("Sent");
  await opened(jo.page, `/inbox/all/${id}`);
  await jo.page.bringToFront();
  await expect(mine).toContainText(/Seen by/);
});

test("a note stays with the team: not on Ana's screen, not in what her browser is sent", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  const heard: string[] = [];
  ana.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
  ana.page.on("response", async (response) => heard.push(await response.text().catch(() => "")));
  await opened(ana.page, `/messages/${id}`);
  await opened(jo.page, `/inbox/all/${id}`);
  const note = unique("Waive the fee");
  const reply = unique("Done");

  await jo.page.getByRole("button", { name: "Note" }).click();
  await jo.page.getByRole("textbox", { name: "Write a note for your team" }).fill(note);
  await jo.page.getByRole("button", { name: "Add note" }).click();
  await expect(thread(jo.page).getByText(note)).toBeVisible();
  await expect(thread(jo.page).getByRole("article").last()).toContainText("Only your team sees this");
  await jo.page.getByRole("button", { name: "Reply" }).click();
  await say(jo.page, reply);
  await expect(thread(ana.page).getByText(reply)).toBeVisible();
  await ana.page.reload();
  await expect(thread(ana.page).getByText(reply)).toBeVisible();

  expect(heard.join("\n")).toContain(reply);
  expect(heard.join("\n")).not.toContain(note);
});

test("the list follows: dot, count in the title, order, and mark as unread", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await ana.page.goto("/messages");
  await opened(jo.page, `/inbox/all/${id}`);
  const words = unique("A word from the shop");

  await say(jo.page, words);
  const line = ana.page.getByRole("listitem").filter({ hasText: words });
  await expect(line).toBeVisible();
  await expect(line.getByText("Unread")).toBeAttached();
  await expect(ana.page).toHaveTitle(/^\(\d+\) Messages/);
  await line.getByRole("link").click();
  await expect(line.getByText("Unread")).not.toBeAttached();
  await line.hover();
  await line.getByRole("button", { name: /^Actions for/ }).click();
  await ana.page.getByRole("menuitem", { name: "Mark as unread" }).click();
  await expect(line.getByText("Unread")).toBeAttached();
});

test("an archived conversation leaves the list, and undo brings it back (covers: S1-80)", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  await conversationOf(ana, jo);
  await ana.page.goto("/messages");
  const line = ana.page.getByRole("listitem").first();
  const words = (await line.locator(".line__preview").textContent()) ?? "";
  const same = ana.page.getByRole("listitem").filter({ hasText: words });

  await line.hover();
  await line.getByRole("button", { name: /^Actions for/ }).click();
  await ana.page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(same).toHaveCount(0);
  await ana.page.getByRole("button", { name: "Undo" }).click();
  await expect(same).toBeVisible();
  await ana.page.reload();
  await expect(same).toBeVisible();
});

test("Ana chooses one of her orders and writes to who sold it (covers: S0-32, S2-54)", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  await jo.page.goto("/inbox/all");
  await ana.page.goto("/messages");
  const words = unique("About this order");

  await ana.page.getByRole("button", { name: "New message" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "New message" });
  await dialog
    .getByRole("button", { name: jo.me.businesses[0]?.name ?? "" })
    .first()
    .click();
  await dialog.getByLabel("Your message").fill(words);
  await dialog.getByRole("button", { name: "Send" }).click();

  await expect(thread(ana.page).getByText(words)).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(ana.page.url()).toMatch(/\/messages\/[0-9a-f-]{36}$/);
  await expect(jo.page.getByRole("listitem").filter({ hasText: words })).toBeVisible();
});

test("Ana finds a business by its name, and among what she can ask it is her order", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const name = jo.me.businesses[0]?.name ?? "";
  await ana.page.goto("/messages?new=1");
  const dialog = ana.page.getByRole("dialog", { name: "New message" });
  await dialog.getByRole("button", { name: "Businesses" }).click();
  await dialog.getByLabel("Search").fill(name.slice(1, 6).toUpperCase());
  await expect(dialog.locator(".choice")).toHaveCount(1);
  await dialog.getByRole("button", { name }).click();
  await expect(dialog.locator(".choice").first()).toBeVisible();
  await settled(ana.page);
  expect(await faultsOf(ana.page)).toEqual([]);

  await dialog
    .getByRole("button", { name: /^Order #/ })
    .first()
    .click();
  const words = unique("By your name");
  await dialog.getByLabel("Your message").fill(words);
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(thread(ana.page).getByText(words)).toBeVisible();
});

test("Ana sees Jo's shop come and go (covers: S1-47)", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  const head = ana.page.locator(".head");
  // Going is told some seconds late, so whoever was here before may still seem to be.
  await expect(head.getByText("Online")).toBeHidden();

  await opened(jo.page, `/inbox/all/${id}`);
  await expect(head.getByText("Online")).toBeVisible();
  await jo.page.close();
  await expect(head.getByText("Online")).toBeHidden();
  await expect(head.getByText(/^Active just now/)).toBeVisible();
  await ana.page.reload();
  await expect(head.getByText(/^Active/)).toBeVisible();
});

test("Enter that ends an input method's composition does not send; the next one does", async ({ enter }) => {
  const sofia = await enter("sofia");
  const jo = await enter("jo");
  const id = await conversationOf(sofia, jo);
  await opened(sofia.page, `/messages/${id}`);
  const keyboard = await sofia.page.context().newCDPSession(sofia.page);
  const words = unique("日本語");
  await composer(sofia.page).focus();

  await keyboard.send("Input.imeSetComposition", { text: words, selectionStart: 3, selectionEnd: 3 });
  await expect(composer(sofia.page)).toHaveValue(words);
  for (const windowsVirtualKeyCode of [13, 229])
    for (const type of ["rawKeyDown", "keyUp"] as const)
      await keyboard.send("Input.dispatchKeyEvent", { type, key: "Enter", code: "Enter", windowsVirtualKeyCode });
  await expect(composer(sofia.page)).toHaveValue(words);
  await expect(thread(sofia.page).getByText(words)).toHaveCount(0);

  await keyboard.send("Input.insertText", { text: words });
  await expect(composer(sofia.page)).toHaveValue(words);
  await sofia.page.keyboard.press("Enter");
  await expect(composer(sofia.page)).toHaveValue("");
  await expect(thread(sofia.page).getByText(words)).toHaveCount(1);
});
