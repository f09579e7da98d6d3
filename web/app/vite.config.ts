import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Gives the widget's frame its page, as the server does. */
const widgetPage = {
  name: "widget-page",
  configureServer: (server: { middlewares: { use: (handle: Handle) => unknown } }) => {
    server.middlewares.use((request, _response, next) => {
      if (request.url?.startsWith("/w/")) request.url = "/w.html";
      next();
    });
  },
};
type Handle = (request: { url?: string }, response: unknown, next: () => void) => void;

const everywhere = new RegExp(
  [
    "lucide-react/.*/(check|circle-check|rotate-cw|search-x|search|x|send-horizontal)\\.",
    "@tanstack/.*/(useInfiniteQuery|useBaseQuery|useMutation)\\.",
    "src/(design/(Chip|Skeleton|useNow|useTitle)|inbox/(Preview|useRowActions)|conversation/(audience|entries))\\.",
  ].join("|"),
);

export default defineConfig({
  plugins: [react(), widgetPage],
  build: {
    outDir: "../../src/Parley/wwwroot",
    emptyOutDir: true,
    manifest: true,
    // Browsers that know light-dark(), so that the tokens stay as they are written.
    cssTarget: ["chrome123", "safari17.5", "firefox120"],
    // All of them know modulepreload too.
    modulePreload: { polyfill: false },
    // What every page needs comes in one piece: a piece of its own costs each of these small ones more than it holds.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "shared", test: everywhere }] } } },
  },
  server: {
    proxy: {
      "/api": "http://127.0.0.1:8080",
      "/live": { target: "ws://127.0.0.1:8080", ws: true },
      "/loader.js": "http://127.0.0.1:8080",
      "/shop": "http://127.0.0.1:8080",
    },
  },
  test: { environment: "jsdom", restoreMocks: true, setupFiles: ["src/test.setup.ts"] },
});
