import type { HtmlTagDescriptor, Plugin } from "vite";
import app from "./vite.config.ts";

/** The modules that the entry speaks by, those that draw beside them, and those that only who has a session needs. */
const said = new Set<string>();
const drawn = new Set<string>();
const signedIn = new Set<string>();

/** What draws is asked for by the page itself, beside the entry, which speaks with the shop's page while that is being read. */
const drawAtOnce: Plugin = {
  name: "draw-at-once",
  buildEnd() {
    // What an earlier one needs is there for the later ones.
    const collect = (name: string, into: Set<string>) => {
      const walk = (id: string) => {
        if ([said, drawn, into].some((known) => known.has(id))) return;
        into.add(id);
        for (const next of this.getModuleInfo(id)?.importedIds ?? []) walk(next);
      };
      for (const id of this.getModuleIds()) if (id.endsWith(`/widget/${name}`)) walk(id);
      if (into.size === 0) throw new Error(`The frame has no ${name}`);
    };
    collect("main.ts", said);
    collect("draw.tsx", drawn);
    collect("SignedIn.tsx", signedIn);
  },
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
      const draws = chunks.filter((one) => one.moduleIds.some((id) => drawn.has(id)));
      const files = new Set(draws.flatMap((one) => [one.fileName, ...one.imports]));
      const asked = chunks.filter((one) => files.has(one.fileName) && !one.isEntry);

      return asked.flatMap((one) => [
        link("modulepreload", one.fileName),
        ...[...(one.viteMetadata?.importedCss ?? [])].map((style) => link("stylesheet", style)),
      ]);
    },
  },
};

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
  build: {
    ...app.build,
    emptyOutDir: false,
    manifest: ".vite/frame.json",
    rolldownOptions: {
      input: "w.html",
      // Each in one piece: a phone needs some milliseconds to ask for any.
      output: {
        codeSplitting: {
          groups: [
            { name: "drawn", test: (id: string) => drawn.has(id) },
            { name: "signed-in", test: (id: string) => signedIn.has(id) },
          ],
          // What the entry needs stays with the entry.
          includeDependenciesRecursively: false,
        },
      },
    },
  },
};
