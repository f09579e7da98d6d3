import { expect, type Page } from "@playwright/test";
import { cordOf } from "./cord.js";
import { composer, conversationOf, opened, say, test, thread, unique, within } from "./people.js";

test("a reload in the middle of sending loses nothing and doubles nothing", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  const words = unique("Sent while reloading");
  let stored = false;
  // The server stores it, but the answer never arrives.
  await ana.page.route(`**/conversations/${id}/messages`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    stored = true;
  });

  await say(ana.page, words);
  await expect(thread(ana.page).getByText(words)).toBeVisible();
  await expect.poll(() => stored).toBe(true);
  await ana.page.unrouteAll({ behavior: "ignoreErrors" });
  await ana.page.reload();

  await expect(thread(ana.page).getByText(words)).toHaveCount(1);
  await expect(thread(ana.page).getByRole("article").filter({ hasText: words })).toContainText(/Sent|Delivered|Seen/);
  const kept = await (await ana.request.get(`/api/v1/conversations/${id}/messages?limit=100`)).json();
  expect(kept.items.filter((message: { body?: string }) => message.body === words)).toHaveLength(1);
});

test("what was said while the connection was cut is there when it is back (covers: S2-70, S2-71)", async ({
  enter,
}) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  const cord = await cordOf(ana.page);
  await opened(ana.page, `/messages/${id}`);
  await opened(jo.page, `/inbox/all/${id}`);
  const lines = [1, 2, 3].map((n) => unique(`Line ${n}`));

  await cord.cut();
  for (const line of lines) await say(jo.page, line);
  await expect(ana.page.getByText("You are offline.")).toBeVisible();
  await say(ana.page, lines.join(" and "));
  await cord.mend();

  for (const line of lines) await expect(thread(ana.page).getByText(line, { exact: true })).toHaveCount(1);
  await expect(thread(jo.page).getByText(lines.join(" and "))).toHaveCount(1);
});

test("who cannot have a live connection hears within five seconds, and is told so", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await ana.page.routeWebSocket(/\/live/, (socket) => void socket.close());
  await ana.page.goto(`/messages/${id}`);
  await expect(ana.page.getByText("New messages arrive within 5 seconds.")).toBeVisible();
  await opened(jo.page, `/inbox/all/${id}`);
  await within(7000, async () => {
    const words = unique("Through the feed");
    await say(jo.page, words);

    return thread(ana.page).getByText(words);
  });
});

test("a draft survives a reload and shows in the list", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  const words = unique("Saturday would");

  await composer(ana.page).fill(words);
  await ana.page.reload();

  await expect(composer(ana.page)).toHaveValue(words);
  await expect(ana.page.getByRole("listitem").filter({ hasText: `Draft:${words}` })).toBeVisible();
  await composer(ana.page).fill("");
});

test("what is written and what is sent as the page goes is not lost with it", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  const [sent, begun] = [unique("Or Sunday"), unique("Saturday would")];
  await opened(ana.page, `/messages/${id}`);
  await composer(ana.page).fill(sent);
  await confirmed(ana.page);

  await leaves(ana.page, null, "Enter");
  await opened(ana.page, `/messages/${id}`);
  await opened(jo.page, `/messages/${id}`);
  await expect(thread(jo.page).getByText(sent)).toHaveCount(1);
  await expect(composer(ana.page)).toHaveValue("");

  await leaves(ana.page, begun, null);
  await opened(ana.page, `/messages/${id}`);
  await expect(composer(ana.page)).toHaveValue(begun);
  await expect(thread(ana.page).getByText(sent)).toHaveCount(1);
  await confirmed(ana.page);
  await composer(ana.page).fill("");
});

/** The device's database has everything. */
async function confirmed(page: Page): Promise<void> {
  const waiting = () => page.evaluate(() => Object.keys(localStorage).filter((name) => /^parley-.*:/.test(name)));
  await expect.poll(waiting).toEqual([]);
}

/**
 * All in one breath, quicker than any hand: another page takes this one's place at once. The browser throws away what the database
 * was to take, which it else does once in some hundred times, and nothing reaches the network any more.
 */
async function leaves(page: Page, words: string | null, key: string | null): Promise<void> {
  await composer(page).evaluate(
    (box, [words, key]) => {
      const store = IDBObjectStore.prototype;
      const { put, delete: take } = store;
      store.put = function (...kept) {
        const request = put.apply(this, kept);
        this.transaction.abort();

        return request;
      };
      store.delete = function (gone) {
        const request = take.call(this, gone);
        this.transaction.abort();

        return request;
      };
      window.fetch = () => new Promise(() => {});
      if (words !== null) {
        // As the browser sets it, past what React keeps of it.
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(box, words);
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (key !== null) box.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      window.location.href = "about:blank";
    },
    [words, key] as const,
  );
  await page.waitForURL("about:blank");
}
