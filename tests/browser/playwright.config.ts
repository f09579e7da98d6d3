import { defineConfig } from "@playwright/test";
import { dataOf, originOf, shell, WORKERS } from "./place.js";

/** The server that bin/run starts, with demo data. Playwright starts one after the other: the first builds, the next finds it built. */
export const serverOf = (worker: number) => ({
  command: `../../bin/run --urls ${originOf(worker)} --data "${dataOf(worker)}"`,
  url: `${originOf(worker)}/readyz`,
  timeout: 240_000,
  reuseExistingServer: false,
});

// Debian's Chromium, never a downloaded one.
export default defineConfig({
  testDir: "stories",
  outputDir: "results",
  fullyParallel: false,
  workers: WORKERS,
  // One story that meets a bad moment of a shared machine must not cost a whole run; the summary names it.
  retries: Number(process.env.PARLEY_BROWSER_RETRIES ?? 0),
  // Ends to what hangs, not measures: a shared machine may be five times slower than it was.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  use: {
    baseURL: originOf(),
    // Recording costs every story a part of its time: PARLEY_TRACE=1 to look into one.
    trace: process.env.PARLEY_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: shell,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: Array.from({ length: WORKERS }, (_, worker) => serverOf(worker)),
});
