import { expect } from "@playwright/test";
import { conversationOf, opened, readAll, type Somebody, say, test, thread, unique } from "./people.js";

/** Says many things at once, as far as staff may in a minute. */
async function sayAll(who: Somebody, conversationId: string, count: number): Promise<string> {
  const series = unique("Series");
  for (let n = 1; n <= count; n++) {
    const data = { clientId: crypto.randomUUID(), body: `${series}, line ${n}. ${"Some more words. ".repeat(n % 5)}` };
    const sent = await who.request.post(`/api/v1/conversations/${conversationId}/messages`, { data });
    expect(sent.status()).toBe(201);
  }

  return series;
}

/** How many pixels lie below what is shown. */
const endAhead = (who: Somebody) =>
  thread(who.page).evaluate((box) => Math.round(box.scrollHeight - box.clientHeight - box.scrollTop));

test("Ana opens at the first message that she has not read, and it stays marked (covers: S0-31)", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  await say(ana.page, unique("All read until here"));
  await expect
    .poll(async () => (await (await ana.request.get(`/api/v1/conversations/${id}`)).json()).mine.row.unread)
    .toBe(0);
  await ana.page.goto("/reset");
  const series = await sayAll(jo, id, 36);

  await opened(ana.page, `/messages/${id}`);
  await expect(ana.page.getByText("New", { exact: true })).toBeInViewport();
  await expect(thread(ana.page).getByText(`${series}, line 1.`)).toBeInViewport();
  await expect(thread(ana.page).getByText(`${series}, line 36.`)).not.toBeInViewport();
  await ana.page.getByRole("button", { name: "Jump to the latest message" }).click();
  await expect(thread(ana.page).getByText(`${series}, line 36.`)).toBeInViewport();
});

test("older pages come without moving what Ana reads, and new words wait below for her", async ({ enter }) => {
  const ana = await enter("ana");
  const lee = await enter("lee");
  const id = await conversationOf(ana, lee);
  await sayAll(lee, id, 40);
  // Who has read all is shown the newest page alone, whatever was said here before.
  await readAll(ana, id);
  await opened(ana.page, `/messages/${id}`);
  const box = thread(ana.page);
  await expect.poll(() => endAhead(ana)).toBe(0);
  const count = await box.getByRole("article").count();

  const beginning = ana.page.getByText("This is the beginning of the conversation");
  for (const top of [200, 0]) {
    const shown = await box.getByRole("article").count();
    const before = await box.evaluate((scroller, scrollTop) => {
      scroller.scrollTop = scrollTop;
      const edge = scroller.getBoundingClientRect().top;
      const shown = [...scroller.querySelectorAll<HTMLElement>("[data-key]")].find(
        (item) => item.getBoundingClientRect().bottom > edge,
      );

      return { key: shown?.dataset.key ?? "", top: shown?.getBoundingClientRect().top ?? 0 };
    }, top);
    await expect
      .poll(async () => (await box.getByRole("article").count()) > shown || (await beginning.isVisible()))
      .toBe(true);
    const after = await box.evaluate(
      (scroller, key) => scroller.querySelector(`[data-key="${key}"]`)?.getBoundingClientRect().top ?? 0,
      before.key,
    );
    expect(Math.abs(after - before.top)).toBeLessThanOrEqual(1);
  }
  expect(await box.getByRole("article").count()).toBeGreaterThan(count);

  const place = await box.evaluate((scroller) => scroller.scrollTop);
  const words = unique("Are you there?");
  await sayAll(lee, id, 1);
  const data = { clientId: crypto.randomUUID(), body: words };
  await lee.request.post(`/api/v1/conversations/${id}/messages`, { data });
  const pill = ana.page.getByRole("button", { name: "2 new messages, jump to them" });
  await expect(pill).toBeVisible();
  expect(await box.evaluate((scroller) => scroller.scrollTop)).toBe(place);
  await pill.click();
  await expect(box.getByText(words)).toBeInViewport();
});

test("what Ana read is told again when it could not be told", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await sayAll(jo, id, 1);
  let refused = 0;
  await ana.page.route(`**/conversations/${id}/read`, (route) => (refused++ < 2 ? route.abort() : route.continue()));
  await opened(ana.page, `/messages/${id}`);
  await thread(ana.page).press("End");

  const unread = async () => (await (await ana.request.get(`/api/v1/conversations/${id}`)).json()).mine.row.unread;
  await expect.poll(unread).toBe(0);
  expect(refused).toBe(3);
});

test("who is at the end follows, and his own words always bring him there (covers: S1-51, S4-58)", async ({
  enter,
}) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  await opened(jo.page, `/inbox/all/${id}`);
  const [first, second] = [unique("Following"), unique("Mine")];
  await thread(ana.page).evaluate((scroller) => {
    scroller.scrollTop = scroller.scrollHeight;
  });

  await say(jo.page, first);
  await expect(thread(ana.page).getByText(first)).toBeInViewport();
  // What grows in the very frame in which she scrolls a little, as a picture that arrives.
  await thread(ana.page).evaluate((scroller) => {
    const late = document.createElement("div");
    late.style.height = "300px";
    scroller.querySelector("[data-key]")?.before(late);
    scroller.scrollTop -= 10;
  });
  await expect(thread(ana.page).getByText(first)).toBeInViewport();
  await expect.poll(() => endAhead(ana)).toBe(0);
  await thread(ana.page).evaluate((scroller) => {
    scroller.scrollTop = 0;
  });
  await say(ana.page, second);
  await expect(thread(ana.page).getByText(second)).toBeInViewport();
});

for (const layout of ["bubbles", "cards"])
  test(`the time of a message within a group shows to mouse and keyboard, and moves nothing: ${layout}`, async ({
    enter,
  }) => {
    const sofia = await enter("sofia");
    const jo = await enter("jo");
    const id = await conversationOf(sofia, jo);
    const series = await sayAll(jo, id, 3);
    await sofia.page.addInitScript((chosen) => localStorage.setItem("parley.layout", chosen), layout);
    await opened(sofia.page, `/messages/${id}`);
    const box = thread(sofia.page);
    const middle = box.getByRole("article").filter({ hasText: `${series}, line 2.` });
    const time = middle.locator(".speech__meta");
    const height = () => box.evaluate((scroller) => scroller.scrollHeight);
    const before = await height();
    await expect(time).toHaveCSS("opacity", "0");

    await middle.hover();
    await expect(time).toHaveCSS("opacity", "1");
    await expect(time).toHaveText(/\d\d:\d\d/);
    await sofia.page.getByRole("heading").first().hover();
    await expect(time).toHaveCSS("opacity", "0");

    await box.focus();
    await sofia.page.keyboard.press("ArrowUp");
    await sofia.page.keyboard.press("ArrowUp");
    await expect(middle).toBeFocused();
    await expect(time).toHaveCSS("opacity", "1");
    expect(await height()).toBe(before);
  });
