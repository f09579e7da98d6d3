import { defineConfig } from "@playwright/test";
import config from "./playwright.config.js";

/** What is measured in a browser: figures, not promises. */
export default defineConfig({ ...config, testDir: "measures", reporter: [["line"]] });
