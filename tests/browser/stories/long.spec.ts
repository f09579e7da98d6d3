import { expect, type Page } from "@playwright/test";
import { conversationOf, opened, type Somebody, test, thread } from "./people.js";

const LENGTH = 500;
/** More articles than this at once and a phone grows slow. */
const MOST = 400;

test("a thread of years costs the page no more than one of a week, and nothing moves on the way through it", async ({
  enter,
}) => {
  test.slow();
  const lena = await enter("lena");
  const jo = await enter("jo");
  const id = await conversationOf(lena, jo);
  await answerWithLongThread(lena, id);
  const { page } = lena;
  await opened(page, `/messages/${id}`);
  const beginning = page.getByText("This is the beginning of the conversation");
  await expect(line(page, LENGTH)).toBeInViewport();

  while (!(await beginning.isVisible())) {
    const first = await firstLine(page);
    const held = await lineInView(page, "start");
    await expect.poll(async () => (await beginning.isVisible()) || (await firstLine(page)) < first).toBe(true);
    expect(Math.abs((await topOf(page, held.n)) - held.top)).toBeLessThanOrEqual(1);
    expect(await thread(page).getByRole("article").count()).toBeLessThanOrEqual(MOST);
  }
  await expect(line(page, 1)).toBeAttached();
  await expect(line(page, LENGTH)).not.toBeAttached();

  while ((await line(page, LENGTH).count()) === 0) {
    const last = await lastLine(page);
    const held = await lineInView(page, "end");
    await expect.poll(() => lastLine(page)).toBeGreaterThan(last);
    expect(Math.abs((await topOf(page, held.n)) - held.top)).toBeLessThanOrEqual(1);
    expect(await thread(page).getByRole("article").count()).toBeLessThanOrEqual(MOST);
  }

  await lineInView(page, "start");
  await expect.poll(() => firstLine(page)).toBe(LENGTH - 399);
  await page.getByRole("button", { name: "Jump to the latest message" }).click();
  await expect(line(page, LENGTH)).toBeInViewport();
  expect(await thread(page).getByRole("article").count()).toBeLessThanOrEqual(MOST);
});

const line = (page: Page, n: number) => page.locator(`[data-key="line-${n}"]`);
const numbers = (page: Page) =>
  page
    .locator("[data-key^=line-]")
    .evaluateAll((items) => items.map((item) => Number((item as HTMLElement).dataset.key?.slice("line-".length))));
const firstLine = async (page: Page) => (await numbers(page))[0] ?? 0;
const lastLine = async (page: Page) => (await numbers(page)).at(-1) ?? 0;
const topOf = (page: Page, n: number) => line(page, n).evaluate((item) => item.getBoundingClientRect().top);

/** Goes to an edge of what the page holds, and says which line stands where there, before anything can come. */
const lineInView = (page: Page, edge: "start" | "end") =>
  thread(page).evaluate((box, to) => {
    box.scrollTop = to === "start" ? 0 : box.scrollHeight;
    const { top, bottom } = box.getBoundingClientRect();
    const shown = [...box.querySelectorAll<HTMLElement>("[data-key^=line-]")].find((item) => {
      const place = item.getBoundingClientRect();

      return place.bottom > top && place.top < bottom;
    });

    return {
      n: Number(shown?.dataset.key?.slice("line-".length)),
      top: shown?.getBoundingClientRect().top ?? 0,
    };
  }, edge);

/** The server's own answers about a conversation in which far more was said than a story could say. */
async function answerWithLongThread({ page, me, request }: Somebody, id: string): Promise<void> {
  const everyone = { kind: "everyone" };
  const messages = Array.from({ length: LENGTH }, (_, index) => ({
    id: `0199${String(index + 1).padStart(4, "0")}-0000-7000-8000-000000000000`,
    conversationId: id,
    audience: everyone,
    seq: index + 1,
    kind: "text",
    channel: "in_app",
    body: `Line ${index + 1}. ${"Some more words. ".repeat((index * 7) % 12)}`,
    clientId: `line-${index + 1}`,
    sender: { role: "customer", personId: index % 4 === 0 ? crypto.randomUUID() : me.id, name: me.name },
    sentAt: new Date(Date.UTC(2026, 0, 1, 0, index * 40)).toISOString(),
  }));

  await page.route(`**/api/v1/conversations/${id}`, async (route) => {
    const conversation = await (await request.get(`/api/v1/conversations/${id}`)).json();
    const mine = { who: { personId: me.id, name: me.name }, audience: everyone, delivered: LENGTH, read: LENGTH };
    await route.fulfill({ json: { ...conversation, heads: [{ audience: everyone, seq: LENGTH }], cursors: [mine] } });
  });
  await page.route(`**/api/v1/conversations/${id}/messages?*`, async (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const before = asked.get("before");
    const end = before === null ? LENGTH : messages.findIndex((message) => message.id === before);
    const start = Math.max(0, end - Number(asked.get("limit")));
    await route.fulfill({
      json: { items: messages.slice(start, end), ...(start > 0 && { next: messages[start]?.id }) },
    });
  });
}
