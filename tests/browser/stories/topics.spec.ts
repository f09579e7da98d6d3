import { expect } from "@playwright/test";
import { opened, signIn, test, thread, unique } from "./people.js";
import { sell } from "./shop.js";

// What customers come for, each from its own words to a conversation about that order with whoever sold it, and nobody else.
const reasons = [
  { name: "asks for help with an order (covers: S0-80)", chip: "When will my order arrive?" },
  { name: "asks about one order (covers: S0-81)", chip: "Can I change the delivery address?" },
  { name: "asks about what he bought (covers: S0-82)", chip: "I have a question about what I bought." },
  { name: "reports a problem with an order (covers: S0-83)", chip: "There is a problem with my order." },
];

for (const { name, chip } of reasons)
  test(`a customer ${name}`, async ({ enter, playwright, baseURL }) => {
    const [ada, mina, jo] = [await enter("ada"), await enter("mina"), await enter("jo")];
    const sold = await sell(ada, { customer: mina });
    const more = unique("It was placed today");

    await mina.page.goto(`/contact/order/${sold.id}`);
    await mina.page.getByRole("button", { name: chip }).click();
    const box = mina.page.getByLabel("Your Message:");
    await expect(box).toHaveValue(chip);
    await box.fill(`${chip} ${more}`);
    await mina.page.getByRole("button", { name: "Send" }).click();
    await mina.page.getByRole("link", { name: "Continue chatting" }).click();
    await expect(thread(mina.page).getByText(more)).toBeVisible();
    const id = mina.page.url().slice(-36);

    await opened(jo.page, `/inbox/all/${id}`);
    await expect(thread(jo.page).getByText(more)).toBeVisible();
    const details = jo.page.getByRole("complementary", { name: "Details" });
    await expect(details).toContainText(`#${sold.number}`);
    await expect(details.locator(".context__topic")).toHaveText("Oak side table of northwind ×2");
    const about = await (await jo.request.get(`/api/v1/conversations/${id}`)).json();
    expect(about.topic).toMatchObject({ kind: "order", id: sold.id });
    const parties = about.parties.map((party: { role: string; personId?: string; businessId?: string }) => [
      party.role,
      party.personId ?? party.businessId,
    ]);
    expect(parties.sort()).toEqual([
      ["customer", mina.me.id],
      ["seller", jo.me.businesses[0]?.id],
    ]);

    for (const [first, status] of [
      ["jo", 201],
      ["lena", 404],
      ["bea", 404],
    ] as const) {
      const request = await playwright.request.newContext({ baseURL });
      await signIn(request, first);
      const data = { clientId: crypto.randomUUID(), body: "Who may write?" };
      const sent = await request.post(`/api/v1/conversations/${id}/messages`, { data });
      expect(sent.status(), first).toBe(status);
      await request.dispose();
    }
  });
