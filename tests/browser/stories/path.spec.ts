import { expect } from "@playwright/test";
import { confirm, signUp } from "./account.js";
import { test, thread, unique } from "./people.js";
import { push } from "./shop.js";

test("a new customer orders from a new vendor, finds it under New message and writes to it (covers: S0-92)", async ({
  page,
  enter,
}) => {
  const admin = await enter("ada");
  const mark = crypto.randomUUID().slice(0, 8);
  const nora = { name: "Nora Lind", email: `nora.${mark}@example.com`, password: "a sentence works well" };

  // The customer.
  await page.goto("/signin");
  await signUp(page, nora);
  await confirm(page, nora);
  await expect(page.getByRole("heading", { name: "Messages", exact: true })).toBeVisible();
  // The shop knows her from now on, by the id that Parley has for her.
  await page.goto("/demo/shop");
  await page
    .getByRole("button", { name: /^Place order/ })
    .first()
    .click();
  await expect(thread(page)).toBeVisible();
  const me = await (await page.request.get("/api/v1/me")).json();
  await page.request.delete("/api/v1/session");

  // The vendor, and the order.
  const vendor = `Lantern & Lake ${mark}`;
  await push(admin, `businesses/lantern-${mark}`, { name: vendor });
  await push(admin, `orders/lantern-${mark}`, {
    ...{ number: mark, version: 1, placedAt: new Date().toISOString(), status: "confirmed" },
    customer: { externalId: me.id, name: me.name },
    items: [
      { title: "Paper lantern", quantity: 1, seller: `lantern-${mark}`, price: { minor: 1900, currency: "EUR" } },
    ],
    total: { minor: 1900, currency: "EUR" },
  });

  // She signs in, and writes to it.
  await page.goto("/account/messages");
  await page.getByLabel("Email").fill(nora.email);
  await page.getByLabel("Password").fill(nora.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  const words = unique("When will it be sent?");
  await page.getByRole("button", { name: "New message" }).click();
  const dialog = page.getByRole("dialog", { name: "New message" });
  await dialog.getByRole("button", { name: vendor }).click();
  await dialog.getByLabel("Your message").fill(words);
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(thread(page).getByText(words)).toBeVisible();
  await page.reload();
  await expect(thread(page).getByText(words)).toBeVisible();
});
