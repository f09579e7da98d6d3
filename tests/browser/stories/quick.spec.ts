import { expect, type Page } from "@playwright/test";
import { confirm, signUp } from "./account.js";
import { newAddress } from "./mail.js";
import { faultsOf, opened, type Somebody, settled, signIn, test, thread, unique } from "./people.js";

interface Offer {
  id: string;
  title: string;
  business: { id: string; name: string };
}

/** A service of the business that the member speaks for. */
async function serviceOf({ request, me }: Somebody): Promise<Offer> {
  const { items } = await (await request.get("/api/v1/services?limit=100")).json();
  const [business] = me.businesses;
  const found = items.find((offer: Offer) => offer.business.id === business?.id);
  if (found === undefined) throw new Error(`${business?.name} offers no service`);

  return found;
}

const box = (page: Page) => page.getByLabel("Your Message:");

test("who asks about a service before he signs in finds his words afterwards, sends them, and the business reads them (covers: S2-2, S2-4, S2-5, S2-11, S2-13)", async ({
  page,
  enter,
}) => {
  const rosa = await enter("rosa");
  const service = await serviceOf(rosa);
  const question = unique("When could you come?");

  await page.goto(`/contact/service/${service.id}`);
  await expect(page.getByRole("heading", { name: `Contact ${service.business.name}` })).toBeVisible();
  await box(page).fill(question);
  await settled(page);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("link", { name: "Sign in to ask about this service" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page.request, "kofi");
  await page.reload();

  await expect(box(page)).toHaveValue(question);
  await page.reload();
  await expect(box(page)).toHaveValue(question);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { name: `Sent to ${service.business.name}` })).toBeVisible();
  await page.getByRole("link", { name: "Continue chatting" }).click();
  await expect(thread(page).getByText(question)).toBeVisible();

  await opened(rosa.page, `/inbox/all/${page.url().slice(-36)}`);
  await expect(thread(rosa.page).getByText(question)).toBeVisible();
});

test("who has no account yet creates one on the way, and comes back to what he was asking, in both tabs", async ({
  page,
  context,
  enter,
}) => {
  const service = await serviceOf(await enter("rosa"));
  const kim = { name: "Kim Berg", email: newAddress(), password: "a sentence works well" };
  const question = unique("Do you work on Sundays?");
  const path = `/contact/service/${service.id}`;
  await page.goto(path);
  await box(page).fill(question);
  await page.getByRole("link", { name: "Sign in to ask about this service" }).click();
  await signUp(page, kim);

  const mail = await context.newPage();
  await confirm(mail, kim);
  await expect(mail.getByRole("heading", { name: `Contact ${service.business.name}` })).toBeVisible();
  expect(new URL(mail.url()).pathname).toBe(path);

  await expect(box(page)).toHaveValue(question);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { name: `Sent to ${service.business.name}` })).toBeVisible();
});

test("a quick message is one press away in the shop, and what is written goes along to the whole conversation (covers: S2-4, S2-60, S2-67)", async ({
  enter,
}) => {
  const { page } = await enter("kofi");
  const words = unique("Is it still to be had?");
  await page.goto("/demo/shop");
  await page
    .getByRole("button", { name: /^Ask about/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your Message:").fill(words);
  await settled(page);
  expect(await faultsOf(page)).toEqual([]);
  expect((await dialog.boundingBox())?.width).toBeLessThanOrEqual(500);

  await dialog.getByRole("button", { name: "Open full chat" }).click();

  await expect(page.getByRole("textbox", { name: /^Write to/ })).toHaveValue(words);
  expect(page.url()).not.toContain("Is");
});

test("a template goes in where the caret is, and Ctrl+Z takes it back (covers: S2-62)", async ({ enter }) => {
  const [{ page }, rosa] = [await enter("kofi"), await enter("rosa")];
  await page.goto(`/contact/service/${(await serviceOf(rosa)).id}`);
  const [first, second] = ["What's your availability for this service?", "Can you provide a custom quote"];
  const press = (template: string) => page.getByRole("button", { name: template }).click();
  await expect(box(page)).toHaveValue("");

  await press(first);
  await press(second);
  await expect(box(page)).toHaveValue(/^Can you provide a custom quote/);
  await page.keyboard.press("Control+Z");
  await expect(box(page)).toHaveValue(first);

  await box(page).fill("");
  await box(page).pressSequentially("Hello Thanks");
  for (const _ of "Thanks") await page.keyboard.press("ArrowLeft");
  await press(first);
  await expect(box(page)).toHaveValue(`Hello ${first} Thanks`);
  await expect(page.getByText("55/500 characters")).toBeVisible();
  await page.keyboard.press("Control+Z");
  await expect(box(page)).toHaveValue("Hello Thanks");
  await box(page).fill("");
});
