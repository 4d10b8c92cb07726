// `npm run test:bundlers`: the packed package in every bundler and runtime, without configuration, in Chromium where there is a page.
// Rows are tools, columns the three ways to load: inlined, a separate file (`claimgate/slim`), and without WebAssembly. Arguments are names of rows.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { at, endOnSignals, Fault, main, must } from "../../www/scripts/run.mjs";
import { setUp } from "../../www/scripts/setup.mjs";
import { pack } from "../package/support/packed.mjs";
import { pages } from "./pages.mjs";
import { runtimes } from "./runtimes.mjs";

const PROJECT = at(".cache/bundlers");
const EXPECTED = { status: "signed-out", answers: [true, false, false], lint: ["unheld_permission", "unreachable_role"] };
const COLUMNS = ["inlined", "slim", "no wasm"];

async function matrix(args) {
  endOnSignals(130);
  await setUp({ browser: true });
  const all = [...pages, ...runtimes];
  const unknown = args.find((arg) => !all.some(({ name }) => name === arg));
  if (unknown) throw new Fault(`no row is called ${unknown}; rows are ${all.map(({ name }) => name).join(", ")}`);
  await prepare();
  const rows = await fill(args.length ? all.filter(({ name }) => args.includes(name)) : all);
  console.log(`\n${table(rows)}\n`);
  const outcomes = rows.flatMap(({ cells }) => Object.values(cells));
  const count = (wanted) => outcomes.filter((outcome) => outcome === wanted).length;
  console.log(`${count("ok")} passed, ${count("failed")} failed`);
  process.exitCode = count("failed") ? 1 : 0;
}

async function prepare() {
  mkdirSync(PROJECT, { recursive: true });
  cpSync(at("tests/bundlers/package.json"), `${PROJECT}/package.json`);
  console.error("bundlers: npm install (the first time takes a minute)");
  await must("npm install", "npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], { cwd: PROJECT });
  const { tarball } = await pack(PROJECT);
  await must("npm install", "npm", ["install", "--no-save", "--no-audit", "--no-fund", "--no-package-lock", tarball], { cwd: PROJECT });
  rmSync(`${PROJECT}/app`, { recursive: true, force: true });
  cpSync(at("tests/bundlers/app"), `${PROJECT}/app`, { recursive: true });
}

async function fill(chosen) {
  const browsers = { plain: await launchChromium(), jitless: await launchChromium({ args: ["--js-flags=--jitless"] }) };
  const rows = [];
  try {
    for (const row of chosen) {
      const cells = await cellsOf(row, browsers);
      rows.push({ title: title(row), cells });
      console.error(`bundlers: ${row.name}: ${Object.values(cells).join(", ")}`);
    }
  } finally {
    await Promise.all(Object.values(browsers).map((browser) => browser.close()));
  }
  return rows;
}

/** Column to "ok", or "failed" with the reason on the screen. */
async function cellsOf(row, browsers) {
  const cells = {};
  for (const [column, { entry, browser, expected }] of Object.entries(row.columns ?? columns(row))) {
    try {
      const result = await row.result({ project: PROJECT, entry, browser: browsers[browser] });
      assert.deepEqual(result, expected);
      cells[column] = "ok";
    } catch (error) {
      console.error(`\n${row.name}, ${column}: ${error.message}\n`);
      cells[column] = "failed";
    }
  }
  return cells;
}

/** `file` is whether the page fetched a `.wasm`. Without WebAssembly the tools build has no fall-back, and says so. */
function columns({ page, status, slim = "slim" }) {
  if (!page) return { inlined: { entry: "full", expected: { ...EXPECTED, status } } };
  return {
    inlined: { entry: "full", browser: "plain", expected: { ...EXPECTED, file: false } },
    slim: { entry: slim, browser: "plain", expected: { ...EXPECTED, file: true } },
    "no wasm": { entry: "full", browser: "jitless", expected: { ...EXPECTED, lint: "wasm_unavailable", file: false } },
  };
}

function title({ name, tool }) {
  if (!tool) return name;
  return `${name} (${JSON.parse(readFileSync(`${PROJECT}/node_modules/${tool}/package.json`, "utf8")).version})`;
}

/** Markdown, as it stands in the manual. */
function table(rows) {
  const lines = [["", ...COLUMNS], COLUMNS.concat("").map(() => "---")];
  for (const { title, cells } of rows) lines.push([title, ...COLUMNS.map((column) => cells[column] ?? "-")]);
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

main(import.meta.url, matrix);
