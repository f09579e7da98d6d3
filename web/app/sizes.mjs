// Prints what each side of the app loads first, gzipped, and fails the build beyond its budget.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = new URL("../../src/Parley/wwwroot/", import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));

// In kB of 1000 bytes.
const budgets = {
  "customer messages": { page: "src/inbox/CustomerMessages.tsx", js: 140, css: 20 },
  "business inbox": { page: "src/inbox/BusinessInbox.tsx", js: 190, css: 20 },
};

function filesOf(key, found = { js: new Set(), css: new Set() }) {
  const chunk = manifest[key];
  if (found.js.has(chunk.file)) return found;
  found.js.add(chunk.file);
  for (const file of chunk.css ?? []) found.css.add(file);
  for (const next of chunk.imports ?? []) filesOf(next, found);

  return found;
}

const kilobytes = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1000;

for (const [name, { page, ...budget }] of Object.entries(budgets)) {
  const files = filesOf(page, filesOf("index.html"));
  for (const kind of ["js", "css"]) {
    const size = kilobytes(files[kind]);
    console.log(`${name}: first load ${kind} ${size.toFixed(1)} kB gzip (budget ${budget[kind]})`);
    if (size > budget[kind]) process.exitCode = 1;
  }
}

// What the server serves holds no notes about how it was built.
rmSync(join(folder, ".vite"), { recursive: true });
