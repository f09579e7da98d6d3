import type { Page } from "@playwright/test";
import { composer, conversationOf, opened, test, unique } from "../stories/people.js";
import { tell } from "./tell.js";

// Fewer than staff may say in a minute.
const ROUNDS = 30;

/** When words were first on the page, by the computer's clock. */
async function shownAt(page: Page, words: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelector("[role=log]")?.textContent?.includes(wanted)) resolve(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    words,
  );
}

test("how soon what one says is on the other's screen", async ({ enter }) => {
  const [ana, jo] = [await enter("ana"), await enter("jo")];
  const conversation = await conversationOf(ana, jo);
  await opened(ana.page, `/messages/${conversation}`);
  await opened(jo.page, `/inbox/all/${conversation}`);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const words = unique("Shown at once");
    const shown = shownAt(ana.page, words);
    await composer(jo.page).fill(words);
    const sent = Date.now();
    await composer(jo.page).press("Enter");
    times.push((await shown) - sent);
  }
  tell("live.shown", times);
});
