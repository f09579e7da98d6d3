// Sums what every runner reported, prints line coverage and the plain closing line.
// summary.mjs RESULTS WORD_COUNT "sqlite postgres web browser": a runner named here that ran no test fails the run,
// unless words narrowed it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [results, wordCount, expected] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const missing = [];
const covers = new Set();
const failures = [];
/** What passed only when it was tried again: somebody must look into it. */
const unsteady = [];

for (const runner of expected.split(" ")) {
  const counts = { sqlite: trx, postgres: trx, web: vitest, browser: playwright }[runner](runner);
  const ran = counts ? counts.passed + counts.failed : 0;
  if (ran === 0 && wordCount === "0") missing.push(runner);
  for (const key of Object.keys(total)) total[key] += counts?.[key] ?? 0;
  console.log(`${runner}: ${counts ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : "no report"}`);
}
if (covers.size > 0) console.log(`ledger items covered (${covers.size}): ${[...covers].sort(byLedger).join(" ")}`);
printCoverage();
for (const one of unsteady) console.log(`passed at the second try only: ${one}`);
for (const failure of failures) console.log(`failed: ${failure}`);
if (missing.length > 0) console.log(`These gave nothing: ${missing.join(", ")}`);
total.failed += missing.length;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);

function trx(name) {
  const file = join(results, name, `${name}.trx`);
  if (!existsSync(file)) return null;
  const text = readFileSync(file, "utf8");
  const passed = new Set(
    [...text.matchAll(/<UnitTestResult [^>]*testName="([^"(]+)[^>]*outcome="Passed"/g)].map((m) => m[1].split(".").pop()),
  );
  for (const [method, ids] of coversInSource()) if (passed.has(method)) for (const id of ids) covers.add(id);
  for (const [result, test] of text.matchAll(/<UnitTestResult [^>]*testName="([^"]+)"[^>]*outcome="Failed"[\s\S]*?<\/UnitTestResult>/g))
    failures.push(`${name}: ${test}\n    ${firstLines(/<Message>([\s\S]*?)<\/Message>/.exec(result)?.[1] ?? "")}`);
  const counters = /<Counters ([^>]*)>/.exec(text)?.[1] ?? "";
  const count = (key) => Number(new RegExp(`\\b${key}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  return { passed: count("passed"), failed: count("failed") + count("error"), skipped: count("total") - count("executed") };
}

/** Which test names which items of the ledger: [Covers("S0-7", …)] above the method. */
function coversInSource() {
  const found = new Map();
  for (const entry of readdirSync("tests/Parley.Tests", { recursive: true })) {
    if (!String(entry).endsWith(".cs")) continue;
    const text = readFileSync(join("tests/Parley.Tests", String(entry)), "utf8");
    for (const [, ids, method] of text.matchAll(/Covers\(([^)]*)\)\]\s*(?:\[[^\]]*\]\s*)*public (?:async )?\w+ (\w+)\(/g))
      found.set(method, [...ids.matchAll(/"([^"]+)"/g)].map((m) => m[1]));
  }
  return found;
}

function vitest() {
  const file = join(results, "web.json");
  if (!existsSync(file)) return null;
  const report = JSON.parse(readFileSync(file, "utf8"));
  for (const suite of report.testResults)
    for (const test of suite.assertionResults) {
      takeCovers(test.fullName);
      if (test.status === "failed") failures.push(`web: ${test.fullName}`);
    }
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}

function playwright() {
  const file = "tests/browser/results/report.json";
  if (!existsSync(file)) return null;
  const { stats, suites } = JSON.parse(readFileSync(file, "utf8"));
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) {
      takeCovers(spec.title);
      if (!spec.ok) failures.push(`browser: ${spec.title}`);
      if (spec.tests.some((test) => test.status === "flaky")) unsteady.push(`browser: ${spec.title}`);
    }
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of suites) walk(suite);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

function firstLines(message) {
  return message.trim().split("\n").slice(0, 6).map((line) => line.slice(0, 300)).join("\n    ");
}

function takeCovers(title) {
  for (const id of /covers: ([\w\-, ]+)/.exec(title)?.[1]?.match(/[A-Z]\d*-\d+/g) ?? []) covers.add(id);
}

function byLedger(a, b) {
  const [x, y] = [a, b].map((id) => id.split("-"));
  return x[0].localeCompare(y[0]) || Number(x[1] ?? 0) - Number(y[1] ?? 0);
}

/** Of the run on SQLite; what serves PostgreSQL alone counts as not covered there. A whole run that counted nothing fails. */
function printCoverage() {
  const lines = new Map();
  const folder = join(results, "sqlite");
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (!String(entry).endsWith("cobertura.xml")) continue;
    const text = readFileSync(join(folder, String(entry)), "utf8");
    for (const [, file, body] of text.matchAll(/<class [^>]*filename="([^"]+)"[^>]*>([\s\S]*?)<\/class>/g))
      for (const [, line, hits] of body.matchAll(/<line number="(\d+)" hits="(\d+)"/g)) {
        const key = `${file}:${line}`;
        lines.set(key, (lines.get(key) ?? false) || hits !== "0");
      }
  }
  if (lines.size === 0) {
    if (wordCount === "0") missing.push("lines counted on SQLite");
    return;
  }
  const covered = [...lines.values()].filter(Boolean).length;
  console.log(`line coverage of the server on SQLite: ${((100 * covered) / lines.size).toFixed(1)} % of ${lines.size} lines`);
}
