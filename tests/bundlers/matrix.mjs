// `npm run test:bundlers`: the packed package in every bundler and runtime, without configuration, in Chromium where there is a page.
// Rows are tools, columns the three ways to load: inlined, a separate file (`claimgate/slim`), and without WebAssembly.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { launchChromium } from "../../www/scripts/chromium.mjs";
import { at, endOnSignals, main, must } from "../../www/scripts/run.mjs";
import { setUp } from "../../www/scripts/setup.mjs";
import { pack } from "../package/support/packed.mjs";
import { pages } from "./pages.mjs";
import { runtimes } from "./runtimes.mjs";

const PROJECT = at(".cache/bundlers");
const EXPECTED = { status: "signed-out", answers: [true, false, false], lint: ["unheld_permission", "unreachable_role"] };

async function matrix(args) {
  endOnSignals(130);
  await setUp({ browser: true });
  const only = args.filter((arg) => !arg.startsWith("-"));
  await prepare();
  const browsers = { plain: await launchChromium(), jitless: await launchChromium({ args: ["--js-flags=--jitless"] }) };
  const rows = [];
  try {
    for (const row of [...pages, ...runtimes].filter(({ name }) => !only.length || only.includes(name))) {
      rows.push([row.name, await cells(row, browsers)]);
      show(rows.at(-1));
    }
  } finally {
    await Promise.all(Object.values(browsers).map((browser) => browser.close()));
  }
  const all = rows.flatMap(([, outcomes]) => Object.values(outcomes));
  const failed = all.filter((outcome) => outcome !== "ok" && outcome !== "-");
  console.log(`\n${all.filter((outcome) => outcome === "ok").length} passed, ${failed.length} failed`);
  process.exitCode = failed.length ? 1 : 0;
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

/** Column to "ok", "-" where there is nothing to try, or what went wrong. */
async function cells(row, browsers) {
  const outcomes = {};
  for (const [column, { entry, browser, expected = EXPECTED }] of Object.entries(columns(row))) {
    outcomes[column] = await row
      .result({ project: PROJECT, entry, browser: browsers[browser] })
      .then((result) => judged(result, expected))
      .catch((error) => {
        console.error(`\n${row.name}, ${column}: ${error.message}\n`);
        return "failed";
      });
  }
  return { inlined: "-", slim: "-", "no wasm": "-", ...outcomes };
}

function columns({ page, status }) {
  if (!page) return { inlined: { entry: "full", expected: { ...EXPECTED, status } } };
  return {
    inlined: { entry: "full", browser: "plain" },
    slim: { entry: "slim", browser: "plain" },
    "no wasm": { entry: "full", browser: "jitless", expected: { ...EXPECTED, lint: "wasm_unavailable" } },
  };
}

function judged(result, expected) {
  assert.deepEqual(result, expected);
  return "ok";
}

const show = ([name, outcomes]) =>
  console.log(
    name.padEnd(28) +
      Object.entries(outcomes)
        .map(([column, outcome]) => `${column}: ${outcome}`.padEnd(18))
        .join(""),
  );

main(import.meta.url, matrix);
