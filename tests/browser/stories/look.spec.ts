import { expect } from "@playwright/test";
import { composer, conversationOf, faultsOf, opened, say, settled, test, thread, unique } from "./people.js";

const sizes = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];

for (const colorScheme of ["light", "dark"] as const)
  for (const layout of ["bubbles", "cards"])
    test(`every screen is readable for everybody: ${colorScheme}, ${layout}`, async ({ enter }) => {
      const ana = await enter("ana", { colorScheme });
      const jo = await enter("jo", { colorScheme });
      const id = await conversationOf(ana, jo);
      for (const { page } of [ana, jo])
        await page.addInitScript((chosen) => localStorage.setItem("parley.layout", chosen), layout);

      for (const [who, path] of [
        [ana, "/messages"],
        [ana, `/messages/${id}`],
        [ana, "/messages?new=1"],
        [jo, "/inbox/all"],
        [jo, `/inbox/all/${id}`],
      ] as const) {
        await who.page.goto(path);
        await settled(who.page);
        expect(await faultsOf(who.page), path).toEqual([]);
      }
    });

for (const colorScheme of ["light", "dark"] as const)
  test(`the way in is readable for everybody: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const path of ["/signin", "/signup", "/reset", "/join/nothing", "/demo"]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect(await faultsOf(page), path).toEqual([]);
    }
  });

for (const viewport of sizes)
  test(`nothing is wider than ${viewport.width} px (covers: S0-35)`, async ({ enter }) => {
    const ana = await enter("ana", { viewport });
    const jo = await enter("jo", { viewport });
    const id = await conversationOf(ana, jo);

    for (const [name, { page }, path, shown] of [
      ["messages", ana, "/messages", ".line"],
      ["thread", ana, `/messages/${id}`, ".speech"],
      ["new", ana, "/messages?new=1", ".choice"],
      ["nothing-found", ana, "/messages?q=nothing-has-this-name", ".empty"],
      ["inbox", jo, "/inbox/all", ".line"],
      ["inbox-thread", jo, `/inbox/all/${id}`, ".speech"],
      ["not-found", jo, "/nowhere", ".empty"],
      ["demo", jo, "/demo", ".auth__person"],
      ["reset", jo, "/reset", "form"],
    ] as const) {
      await page.goto(path);
      await expect(page.locator(shown).last()).toBeAttached();
      await page.evaluate(() => document.fonts.ready);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, path).toBeLessThanOrEqual(0);
      await page.screenshot({ path: test.info().outputPath(`${name}-${viewport.width}.png`) });
    }
  });

test("on a phone Ana finds her conversation, answers it and goes back (covers: S0-35, S2-108)", async ({ enter }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const ana = await enter("ana", phone);
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  const { page } = ana;
  await page.goto("/messages");
  const words = unique("From my phone");

  await page.locator(`a[href^="/messages/${id}"]`).tap();
  await expect(thread(page)).toBeVisible();
  await composer(page).fill(words);
  await page.getByRole("button", { name: "Send" }).tap();
  await expect(thread(page).getByRole("article").last()).toContainText(/Sent|Delivered|Seen/);
  for (const control of await page.getByRole("button").or(page.getByRole("link")).all()) {
    const box = await control.boundingBox();
    if (
      box !== null &&
      !(await control.evaluate((node) => node.closest(".speech__body, .record__text, .skip") !== null))
    )
      expect(Math.min(box.width, box.height), await control.innerText()).toBeGreaterThanOrEqual(44);
  }
  const font = await composer(page).evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize));
  expect(font).toBeGreaterThanOrEqual(16);
  await page.getByRole("link", { name: "Back to messages" }).tap();
  await expect(page.getByRole("listitem").filter({ hasText: words })).toBeVisible();
});

test("moving things stand still for who asks for it, and are quick for all others (covers: S0-40)", async ({
  enter,
}) => {
  const longest = (page: import("@playwright/test").Page) =>
    page.evaluate(() =>
      Math.max(
        0,
        ...[...document.querySelectorAll("*")].flatMap((node) =>
          getComputedStyle(node)
            .transitionDuration.split(",")
            .map((time) => Number.parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000)),
        ),
      ),
    );
  const usual = await enter("ana");
  await usual.page.goto("/messages");
  await expect(usual.page.getByRole("listitem").first()).toBeVisible();
  const still = await enter("ana", { reducedMotion: "reduce" });
  await still.page.goto("/messages");
  await expect(still.page.getByRole("listitem").first()).toBeVisible();

  const time = await longest(usual.page);
  expect(time).toBeGreaterThan(0);
  expect(time).toBeLessThanOrEqual(200);
  expect(await longest(still.page)).toBe(0);
});

test("Ana moves through list and thread by keyboard alone", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  const words = unique("By keyboard");
  await say(ana.page, words);

  await thread(ana.page).focus();
  await ana.page.keyboard.press("ArrowUp");
  await expect(ana.page.locator("article:focus")).toContainText(words);
  await ana.page.locator(".line__link").first().focus();
  await ana.page.keyboard.press("End");
  await expect(ana.page.locator(".line__link").last()).toBeFocused();
});

test("the page speaks IBM Plex and fetches nothing from anybody else (covers: S0-39)", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  const hosts = new Set<string>();
  ana.page.on("request", (request) => {
    if (!request.url().startsWith("data:")) hosts.add(new URL(request.url()).host);
  });

  await opened(ana.page, `/messages/${id}`);
  const font = await composer(ana.page).evaluate((node) => getComputedStyle(node).fontFamily);
  const loaded = await ana.page.evaluate(() => [...document.fonts].filter((face) => face.status === "loaded").length);

  expect(font).toContain("IBM Plex Sans Variable");
  expect(loaded).toBeGreaterThan(0);
  expect([...hosts]).toEqual([new URL(ana.page.url()).host]);
});

test("blue acts, teal records, violet is kept for machines (covers: S0-37)", async ({ enter }) => {
  const { page } = await enter("ana", { colorScheme: "light" });
  await page.goto("/messages");
  const action = page.getByRole("button", { name: "New message" });
  const token = (name: string) =>
    page.evaluate((property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim(), name);

  await expect(action).toHaveCSS("background-color", "rgb(30, 64, 175)");
  expect(await token("--teal-500")).toBe("#14b8a6");
  expect(await token("--violet-500")).toBe("#8b5cf6");
});

test("one markup serves both layouts: bubbles at two sides, cards in one column (covers: S0-36, S0-38)", async ({
  enter,
}) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${id}`);
  await say(ana.page, unique("Mine"));
  const mine = thread(ana.page).locator("[data-mine] .speech__body").last();
  // Both at once: what was just sent is drawn anew when it is confirmed.
  const startOf = () =>
    mine.evaluate(
      (body) => body.getBoundingClientRect().x - (body.closest("[role=log]")?.getBoundingClientRect().x ?? 0),
    );
  const asBubble = await startOf();

  await ana.page.getByRole("button", { name: /^Account/ }).click();
  await ana.page.getByRole("menuitemcheckbox", { name: "Cards" }).click();

  await expect(ana.page.locator("[data-layout]")).toHaveAttribute("data-layout", "cards");
  expect(asBubble - (await startOf())).toBeGreaterThan(100);
});

test("a customer sees bubbles: hers at the end side, those of others at the start (covers: S1-39, S1-40, S4-50)", async ({
  enter,
}) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  const [theirs, mine] = [unique("From the shop"), unique("From me")];
  await opened(ana.page, `/messages/${id}`);
  await opened(jo.page, `/inbox/all/${id}`);
  await say(jo.page, theirs);
  await expect(thread(ana.page).getByText(theirs)).toBeInViewport();
  await say(ana.page, mine);
  const placeOf = async (words: string) => {
    const bubble = thread(ana.page).locator(".speech__body", { hasText: words });
    await expect(bubble).toBeInViewport();
    await expect(bubble).toHaveCSS("border-top-left-radius", "12px");

    return bubble.evaluate((body) => {
      const [own, row] = [body.getBoundingClientRect(), (body.closest("article") ?? body).getBoundingClientRect()];

      return { start: own.left - row.left, end: row.right - own.right };
    });
  };

  const [left, right] = [await placeOf(theirs), await placeOf(mine)];
  expect(left.start).toBeLessThanOrEqual(1);
  expect(left.end).toBeGreaterThan(100);
  expect(right.end).toBeLessThanOrEqual(1);
  expect(right.start).toBeGreaterThan(100);
});

test("every sign is of one set, and every button has a name (covers: S0-41)", async ({ enter }) => {
  const ana = await enter("ana");
  const jo = await enter("jo");
  const id = await conversationOf(ana, jo);
  for (const [{ page }, path] of [
    [ana, `/messages/${id}`],
    [ana, "/messages?new=1"],
    [jo, `/inbox/all/${id}`],
  ] as const) {
    await page.goto(path);
    await expect(page.locator(".line").first()).toBeAttached();
    const signs = await page.locator("svg").evaluateAll((all) =>
      all.map((sign) => ({
        ofTheSet: sign.classList.contains("lucide") || sign.closest(".rail__mark") !== null,
        hidden: sign.getAttribute("aria-hidden") === "true" || sign.hasAttribute("aria-label"),
      })),
    );
    expect(signs.length).toBeGreaterThan(5);
    expect(signs.every((sign) => sign.ofTheSet && sign.hidden)).toBe(true);
    for (const control of await page.locator("button:visible, a[href]:visible").all())
      await expect(control).toHaveAccessibleName(/\S/);
  }
});
