import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.PARLEY_BROWSER_PORT ?? 5190);
const data = process.env.PARLEY_BROWSER_DATA ?? join(import.meta.dirname, "results/data");

// The server that bin/run starts, with demo data in a folder of its own; Debian's Chromium, never a downloaded one.
export default defineConfig({
  testDir: "stories",
  outputDir: "results",
  fullyParallel: false,
  workers: 1,
  // An end to what hangs, not a measure: a shared machine may be three times slower than it was.
  timeout: 60_000,
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    // Recording costs every story a part of its time: PARLEY_TRACE=1 to look into one.
    trace: process.env.PARLEY_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
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
  webServer: {
    command: `../../bin/run --urls http://127.0.0.1:${port} --data "${data}"`,
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 240_000,
    reuseExistingServer: false,
  },
});
