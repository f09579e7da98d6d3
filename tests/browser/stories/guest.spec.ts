import { expect } from "@playwright/test";
import { linkTo, newAddress } from "./mail.js";
import { faultsOf, opened, say, settled, test, thread, unique } from "./people.js";

test("somebody without an account asks about a listing, proves his address, is answered, answers, and keeps it all when he signs up (covers: S3-2, S3-4, S3-27, S3-54)", async ({
  page,
  enter,
}) => {
  const bea = await enter("bea");
  const { items } = await (await bea.request.get("/api/v1/listings?limit=100")).json();
  const [business] = bea.me.businesses;
  const listing = items.find((offer: { business: { id: string } }) => offer.business.id === business?.id);
  const email = newAddress();
  const [question, answer, thanks] = [unique("Is it blue?"), unique("It is."), unique("Thank you")];

  await page.goto(`/contact/listing/${listing.id}`);
  await page.getByLabel("Your Message:").fill(question);
  await page.getByLabel("Your name").fill("Kim Berg");
  await page.getByLabel("Your email").fill(email);
  await settled(page);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();

  await page.goto(await linkTo(email));
  await expect(page.getByText(question)).toBeVisible();
  await settled(page);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("link", { name: question }).click();
  await expect(thread(page).getByText(question)).toBeVisible();
  const conversation = page.url().slice(-36);

  await opened(bea.page, `/inbox/all/${conversation}`);
  await expect(thread(bea.page).getByText(question)).toBeVisible();
  await say(bea.page, answer);
  await expect(thread(page).getByText(answer)).toBeVisible();
  await say(page, thanks);
  await expect(thread(bea.page).getByText(thanks)).toBeVisible();

  const signUp = { name: "Kim Berg", email, password: "a sentence works well" };
  expect((await page.request.post("/api/v1/people", { data: signUp })).status()).toBe(202);
  await page.goto(await linkTo(email, 2));
  await page.getByLabel("Password").fill(signUp.password);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/join"));
  await opened(page, `/messages/${conversation}`);
  await expect(thread(page).getByText(thanks)).toBeVisible();
  expect((await (await page.request.get("/api/v1/me")).json()).isGuest).toBe(false);
});

test("somebody else who named the same address sees nothing of it", async ({ page, browser, enter }) => {
  const bea = await enter("bea");
  const [business] = bea.me.businesses;
  const { items } = await (await bea.request.get("/api/v1/listings?limit=100")).json();
  const listing = items.find((offer: { business: { id: string } }) => offer.business.id === business?.id);
  const email = newAddress();
  const [kims, mallorys] = [unique("From Kim"), unique("From Mallory")];
  const mallory = await (await browser.newContext()).newPage();
  for (const [who, body] of [
    [page, kims],
    [mallory, mallorys],
  ] as const) {
    await who.goto(`/contact/listing/${listing.id}`);
    await who.getByLabel("Your Message:").fill(body);
    await who.getByLabel("Your name").fill("Kim Berg");
    await who.getByLabel("Your email").fill(email);
    await who.getByRole("button", { name: "Send" }).click();
    await expect(who.getByRole("heading", { name: "Check your email" })).toBeVisible();
  }

  await page.goto(await linkTo(email));
  await page.getByRole("checkbox", { name: new RegExp(mallorys) }).uncheck();
  await page.getByRole("checkbox", { name: new RegExp(kims) }).check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("link", { name: new RegExp(kims) })).toBeVisible();

  await mallory.goto("/messages");
  await expect(mallory.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await bea.page.goto("/inbox/all");
  await expect(bea.page.getByText(kims)).toBeVisible();
  await expect(bea.page.getByText(mallorys)).toHaveCount(0);
  await mallory.context().close();
});
