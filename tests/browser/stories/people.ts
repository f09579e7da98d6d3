import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";

// The demo's people, as bin/run seeds them.

interface Me {
  id: string;
  name: string;
  businesses: { id: string; name: string }[];
  shops: { id: string; name: string }[];
}

/** One person in a browser of his own. */
export interface Somebody {
  page: Page;
  me: Me;
  request: APIRequestContext;
}

type Enter = (first: string, options?: BrowserContextOptions) => Promise<Somebody>;

/** Lets people of the demo enter, each by his first name in a browser of his own, and shows them out afterwards. */
export const test = base.extend<{ enter: Enter }>({
  enter: async ({ browser }, use) => {
    const inside: BrowserContext[] = [];
    await use(async (first, options = {}) => {
      const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 }, ...options });
      inside.push(context);
      await signIn(context.request, first);
      const me: Me = await (await context.request.get("/api/v1/me")).json();

      return { page: await context.newPage(), me, request: context.request };
    });
    await Promise.all(inside.map(leave));
  },
});

async function leave(context: BrowserContext): Promise<void> {
  // What a story still answers in a server's place must not fail the next one.
  await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: "ignoreErrors" })));
  await context.close();
}

export async function signIn(request: APIRequestContext, first: string): Promise<void> {
  const entered = await request.post("/api/v1/demo/session", { data: { email: `${first}@demo.parley` } });
  expect(entered.status()).toBe(204);
}

/**
 * The conversation about one of the customer's orders with the business that the member speaks for. Both have read it to its
 * end: a thread opens where its reader stopped, and where other stories left that is not for the next one to know.
 */
export async function conversationOf(customer: Somebody, member: Somebody): Promise<string> {
  const orders = await (await customer.request.get("/api/v1/orders")).json();
  const [business] = member.me.businesses;
  for (const order of orders.items)
    if (order.items.some((item: { seller: { id: string } }) => item.seller.id === business?.id)) {
      const data = { topic: { kind: "order", id: order.id }, businessId: business?.id };
      const started = await customer.request.post("/api/v1/conversations", { data });
      expect(started.ok()).toBe(true);
      const conversation = await started.json();
      // Nobody lists a conversation in which nothing was said. Said once only, for customers may say ten things a minute.
      if (!conversation.mine.row) await firstWords(customer, conversation.id);
      for (const one of [customer, member]) await readAll(one, conversation.id);

      return conversation.id;
    }

  throw new Error(`${customer.me.name} has no order of ${business?.name}`);
}

export async function readAll(who: Somebody, conversationId: string): Promise<void> {
  const { heads } = await (await who.request.get(`/api/v1/conversations/${conversationId}`)).json();
  const read = await who.request.post(`/api/v1/conversations/${conversationId}/read`, { data: { upTo: heads } });
  expect(read.ok()).toBe(true);
}

async function firstWords(customer: Somebody, conversationId: string): Promise<void> {
  const data = { clientId: crypto.randomUUID(), body: unique("Hello") };
  expect((await customer.request.post(`/api/v1/conversations/${conversationId}/messages`, { data })).ok()).toBe(true);
}

/** Words that no other test has said. */
export const unique = (words: string) => `${words} ${crypto.randomUUID().slice(0, 8)}`;

export const composer = (page: Page) => page.getByRole("textbox", { name: /^Write to/ });
export const thread = (page: Page) => page.getByRole("log");

export async function say(page: Page, words: string): Promise<void> {
  await composer(page).fill(words);
  await composer(page).press("Enter");
}

export async function opened(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(thread(page)).toBeVisible();
  await expect(page.locator(".connection")).toHaveAttribute("data-live", "online");
}

/** As often as somebody may do it without the server's limits for customers being what is seen. */
const TRIES = 3;

/**
 * What is done shows within so many milliseconds. Where it does not it is done anew, a few times: the pauses of a shared machine
 * are not the product's, and a product that always took longer would never pass.
 */
export async function within(milliseconds: number, act: () => Promise<Locator>): Promise<void> {
  for (let left = TRIES - 1; ; left--)
    try {
      return await expect(await act()).toBeVisible({ timeout: milliseconds });
    } catch (error) {
      if (left === 0) throw error;
    }
}

/** Everything that was on its way is there, and nothing moves any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading").first()).toBeVisible();
  // What stands for the next page of a long list stays until it is scrolled to.
  await expect(page.locator(".skeleton:not(.more-below *)")).toHaveCount(0);
  await page.evaluate(() => {
    const ends = (moving: Animation) => moving.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;

    return Promise.allSettled(
      document
        .getAnimations()
        .filter(ends)
        .map((moving) => moving.finished),
    );
  });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What WCAG 2.2 AA finds wrong with the page as it is. */
export async function faultsOf(page: Pick<Page, "evaluate">): Promise<string[]> {
  await page.evaluate(axeSource);

  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const { violations } = await (window as any).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });

    return violations.map((fault: { id: string; nodes: { target: string[] }[] }) =>
      [fault.id, ...fault.nodes.map((node) => node.target.join(" "))].join(": "),
    );
  });
}
