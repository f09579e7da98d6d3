import app from "./vite.config.ts";

// The widget's frame by itself: browsers part a frame's cache by the site around it, so sharing files with the app gains nothing.
// Nor do pieces that all pages share: it is one page, and who has no session needs the half of it.
export default {
  ...app,
  // Two thirds of what a visitor's browser had to read were react-dom; see docs/decisions/0012-preact-in-the-frame.md.
  resolve: {
    alias: {
      "react/jsx-runtime": "preact/jsx-runtime",
      "react-dom/client": "preact/compat/client",
      "react-dom": "preact/compat",
      react: "preact/compat",
    },
  },
  build: { ...app.build, emptyOutDir: false, manifest: ".vite/frame.json", rolldownOptions: { input: "w.html" } },
};
