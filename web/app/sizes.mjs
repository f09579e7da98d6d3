// Prints what each side of the app loads first, gzipped, and fails the build beyond its budget.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = new URL("../../src/Parley/wwwroot/", import.meta.url).pathname;
const manifests = Object.fromEntries(
  ["manifest", "frame"].map((name) => [name, JSON.parse(readFileSync(join(folder, `.vite/${name}.json`), "utf8"))]),
);

// In kB of 1000 bytes.
const budgets = {
  "customer messages": { pages: ["index.html", "src/inbox/CustomerMessages.tsx"], js: 140, css: 20 },
  "business inbox": { pages: ["index.html", "src/inbox/BusinessInbox.tsx"], js: 190, css: 20 },
  "widget's frame": { manifest: "frame", pages: ["w.html", "drawn"], js: 140, css: 20 },
};

function filesOf(manifest, key, found) {
  const chunk = manifest[key];
  if (found.js.has(chunk.file)) return found;
  found.js.add(chunk.file);
  for (const file of chunk.css ?? []) found.css.add(file);
  for (const next of chunk.imports ?? []) filesOf(manifest, next, found);

  return found;
}

/** A page by its file, or a chunk by its name. */
const keyOf = (manifest, page) => Object.keys(manifest).find((key) => key === page || manifest[key].name === page);

const kilobytes = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1000;

// Every page of a shop loads it.
const loaderBudget = 6;

function tell(what, size, budget) {
  console.log(`${what} ${size.toFixed(1)} kB gzip (budget ${budget})`);
  if (size > budget) process.exitCode = 1;
}

for (const [name, { manifest = "manifest", pages, ...budget }] of Object.entries(budgets)) {
  const files = { js: new Set(), css: new Set() };
  for (const page of pages) filesOf(manifests[manifest], keyOf(manifests[manifest], page), files);
  for (const kind of ["js", "css"]) tell(`${name}: first load ${kind}`, kilobytes(files[kind]), budget[kind]);
}
tell("loader.js", kilobytes(["loader.js"]), loaderBudget);

// What the server serves holds no notes about how it was built.
rmSync(join(folder, ".vite"), { recursive: true });
