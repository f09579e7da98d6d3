import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../../src/Parley/wwwroot",
    emptyOutDir: true,
    manifest: true,
    // The app, and what stands in the widget's frame on shops' pages.
    rolldownOptions: { input: ["index.html", "w.html"] },
    // Browsers that know light-dark(), so that the tokens stay as they are written.
    cssTarget: ["chrome123", "safari17.5", "firefox120"],
    // All of them know modulepreload too.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/live": { target: "ws://127.0.0.1:8080", ws: true } } },
  test: { environment: "jsdom", restoreMocks: true, setupFiles: ["src/test.setup.ts"] },
});
