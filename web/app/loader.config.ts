import { defineConfig } from "vite";

// What shops' pages load: one file at an address that stays, for the browsers that the app itself is for.
export default defineConfig({
  root: "../loader",
  publicDir: false,
  build: {
    outDir: "../../src/Parley/wwwroot",
    emptyOutDir: false,
    target: ["chrome123", "safari17.5", "firefox120"],
    lib: { entry: "src/index.ts", formats: ["iife"], name: "parley", fileName: () => "loader.js" },
  },
});
