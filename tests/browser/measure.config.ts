import { defineConfig } from "@playwright/test";
import config, { serverOf } from "./playwright.config.js";

/** What is measured in a browser: figures, not promises. Alone on the machine, so by one worker. */
export default defineConfig({
  ...config,
  testDir: "measures",
  workers: 1,
  webServer: serverOf(0),
  reporter: [["line"]],
});
