import { expect } from "@playwright/test";
import { linkTo, newAddress } from "./mail.js";
import { test, unique } from "./people.js";

const elsewhere = "https://elsewhere.example";

test("whatever an address asks for, signing in leads nowhere but to Parley", async ({ page, baseURL }) => {
  const ours = new URL(baseURL ?? "").origin;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  for (const path of [
    `/signin?next=${elsewhere}`,
    `/signin?returnTo=//elsewhere.example&from=${elsewhere}&redirect=${elsewhere}`,
    "/messages//elsewhere.example",
    "/account/messages/..%2f..%2f%2felsewhere.example",
    "/demo?next=javascript:alert(1)",
  ]) {
    await page.context().clearCookies();
    await page.goto(path);
    await page.goto("/demo");
    await page.getByRole("button", { name: "Ana Duarte" }).click();
    await expect(page.getByRole("heading", { name: "Messages" })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(ours);
  }
  expect(new Set(asked)).toEqual(new Set([ours]));
});

test("no address fills in a message, and what was written goes with a press alone", async ({ enter }) => {
  const { page, request } = await enter("kofi");
  const { items } = await (await request.get("/api/v1/services?limit=1")).json();
  const sent: string[] = [];
  page.on("request", (one) => one.method() === "POST" && sent.push(new URL(one.url()).pathname));
  const question = unique("Is it free?");
  await page.goto(
    `/contact/service/${items[0].id}?body=${question}&text=${question}&message=${question}&send=1#${question}`,
  );
  const box = page.getByLabel("Your Message:");
  await expect(box).toHaveValue("");

  await box.fill(question);
  await page.reload();
  await expect(box).toHaveValue(question);
  expect(sent.filter((path) => /conversations|inquiries|messages/.test(path))).toEqual([]);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { name: /^Sent to/ })).toBeVisible();
  expect(sent.filter((path) => path === "/api/v1/inquiries")).toHaveLength(1);
});

test("a link's secret goes to nobody, not even to what the page behind it leads to", async ({
  page,
  request,
  enter,
}) => {
  const email = newAddress();
  const bea = await enter("bea");
  const { items } = await (await bea.request.get("/api/v1/listings?limit=1")).json();
  const asked = await request.post("/api/v1/inquiries", {
    data: {
      ...{ businessId: items[0].business.id, topic: { kind: "listing", id: items[0].id }, name: "Kim Berg", email },
      message: { clientId: crypto.randomUUID(), body: unique("Hello") },
    },
  });
  expect(asked.status()).toBe(202);
  const path = await linkTo(email);
  const secret = path.split("/").at(-1) ?? "";
  const referrers: (string | undefined)[] = [];
  page.on("request", (one) => referrers.push(one.headers().referer));
  await page.route(`${elsewhere}/**`, (route) => route.fulfill({ body: "" }));

  await page.goto(path);
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  await page.evaluate((href) => {
    document.body.append(Object.assign(document.createElement("a"), { href, textContent: "Away" }));
  }, elsewhere);
  await page.getByRole("link", { name: "Away" }).click();
  await page.waitForURL(`${elsewhere}/`);

  expect(secret.length).toBeGreaterThan(20);
  expect(referrers.filter((referrer) => referrer?.includes(secret))).toEqual([]);
  expect(referrers.at(-1)).toBeUndefined();
});
