import { mergeConfig } from "vite";
import app from "./vite.config.ts";

// The widget's frame by itself: browsers part a frame's cache by the site around it, so sharing files with the app gains nothing.
export default mergeConfig(app, {
  build: { emptyOutDir: false, manifest: ".vite/frame.json", rolldownOptions: { input: "w.html" } },
});
