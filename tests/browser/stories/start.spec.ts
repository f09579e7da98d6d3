import { expect } from "@playwright/test";
import { conversationOf, signIn, test, thread } from "./people.js";

test("who is not signed in is asked to, and lands where he wanted to go", async ({ page, enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);

  await page.goto(`/messages/${id}`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("Email").fill("ana@demo.parley");
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("Email or password is not right. Check both and try again.");
  await signIn(page.request, "ana");
  await page.reload();

  await expect(thread(page)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/messages/${id}`);
});

test("the addresses that shops' accounts use lead to the messages (covers: S0-18, S0-19)", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);

  await ana.page.goto("/account/messages");
  await expect(ana.page.getByRole("heading", { name: "Messages" })).toBeVisible();
  await expect(ana.page.getByRole("listitem").first()).toBeVisible();
  await ana.page.goto(`/account/messages/${id}`);
  await expect(thread(ana.page)).toBeVisible();
  expect(new URL(ana.page.url()).pathname).toBe(`/messages/${id}`);
});

test("signing out leaves nothing of a person on the device", async ({ enter }) => {
  const { page } = await enter("ana");
  await page.goto("/messages");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();

  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect((await page.request.get("/api/v1/me")).status()).toBe(401);
  await page.goto("/messages");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a visitor of the demo is one press away from being Ana", async ({ page }) => {
  await page.goto("/demo");
  await page.getByRole("button", { name: "Ana Duarte" }).click();

  await expect(page.getByRole("heading", { name: "Messages" })).toBeVisible();
  await expect(page.getByRole("listitem").first()).toBeVisible();
});

test("over https the live connection is encrypted too, and its address holds no secret (covers: S0-96)", async ({
  enter,
}) => {
  const { page, request } = await enter("ana");
  const secure = "https://parley.test";
  await page.route(`${secure}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    await route.fulfill({ response: await request.fetch(pathname + search, { method: route.request().method() }) });
  });
  const opening = page.waitForEvent("websocket");

  await page.goto(`${secure}/messages`);
  expect((await opening).url()).toBe("wss://parley.test/live");
});
