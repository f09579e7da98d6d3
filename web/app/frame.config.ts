import type { HtmlTagDescriptor, IndexHtmlTransformContext } from "vite";
import app from "./vite.config.ts";

type Bundle = NonNullable<IndexHtmlTransformContext["bundle"]>;

/** What draws is asked for by the page itself, beside the entry, which speaks with the shop's page while that is being read. */
const drawAtOnce = {
  name: "draw-at-once",
  transformIndexHtml: {
    order: "post" as const,
    handler: (_html: string, { bundle = {}, chunk: entry }: IndexHtmlTransformContext): HtmlTagDescriptor[] => {
      const draws = Object.keys(bundle).find((file) => bundle[file]?.name === "draw");
      if (draws === undefined || entry === undefined) throw new Error("Nothing draws the frame");
      const said = chunksOf(bundle, entry.fileName);
      const chunks = [...chunksOf(bundle, draws)].filter(([file]) => !said.has(file));

      return chunks.flatMap(([file, styles]) => [
        link("modulepreload", file),
        ...styles.map((style) => link("stylesheet", style)),
      ]);
    },
  },
};

/** A chunk and all that it imports, each with its styles. */
function chunksOf(bundle: Bundle, file: string, found = new Map<string, string[]>()): Map<string, string[]> {
  const chunk = bundle[file];
  if (chunk?.type !== "chunk" || found.has(file)) return found;
  found.set(file, [...(chunk.viteMetadata?.importedCss ?? [])]);
  for (const next of chunk.imports) chunksOf(bundle, next, found);

  return found;
}

const link = (rel: string, file: string): HtmlTagDescriptor => ({
  tag: "link",
  attrs: { rel, crossorigin: true, href: `/${file}` },
  injectTo: "head",
});

// The widget's frame by itself: browsers part a frame's cache by the site around it, so sharing files with the app gains nothing.
// Nor do pieces that all pages share: it is one page, and who has no session needs the half of it.
export default {
  ...app,
  plugins: [...(app.plugins ?? []), drawAtOnce],
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
