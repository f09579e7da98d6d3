import { join } from "node:path";

// Where the stories run: each worker of theirs has a server of its own with demo data of its own, so that files of stories
// run beside each other and none hears another's. A worker finds its own by the number that Playwright gives it.

export const WORKERS = Number(process.env.PARLEY_BROWSER_WORKERS ?? 2);

const first = Number(process.env.PARLEY_BROWSER_PORT ?? 5190);
const folder = process.env.PARLEY_BROWSER_DATA ?? join(import.meta.dirname, "results/data");
const own = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
if (own >= WORKERS)
  throw new Error(`PARLEY_BROWSER_WORKERS says how many workers there are, not --workers: ${WORKERS}`);

export const originOf = (worker = own): string => `http://127.0.0.1:${first + worker}`;
export const dataOf = (worker = own): string => join(folder, `${worker}`);

/** The whole browser, for what its headless shell lacks: the shell needs half the time for all else. */
export const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const shell = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";
