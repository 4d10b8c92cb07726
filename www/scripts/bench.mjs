// `npm run bench`: how fast the package is beside a floor and its peers, in Node and in Chromium. No figure fails it: machines differ.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { pageWith, tables } from "./bench-tables.mjs";
import { at, main, must } from "./run.mjs";

const HELP = `npm run bench                     everything; the table here, JSON in benches/results/latest.json
npm run bench -- --only can,load  these suites: can access route size load verify memory gate react init
npm run bench -- --in node        this engine only: node or chromium
npm run bench -- --out FILE       the JSON elsewhere
npm run bench -- --page FILE,FILE nothing measured: the figures of these into the manual`;
const PAGE = "src/manual/performance.md";
const STARTS = 9;

async function bench(args) {
  if (args.includes("--help")) return console.log(HELP);
  const { setUp } = await import("./setup.mjs");
  await setUp({ browser: true });
  const { build } = await import("./build-lib.mjs");
  await build();

  const only = (optionOf(args, "--only") ?? "").split(",").filter(Boolean);
  const engine = optionOf(args, "--in");
  const report = { date: new Date().toISOString(), machine: machine(), load: [loadavg()[0]], engines: [] };
  if (engine !== "chromium") report.engines.push(await inNode(only));
  if (engine !== "node") report.engines.push(await inChromium(only));
  report.load.push(loadavg()[0]);

  const file = path.resolve(optionOf(args, "--out") ?? at("benches/results/latest.json"));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`${tables(report)}\n\nload of the machine before and after: ${report.load.map((load) => load.toFixed(1)).join(", ")}`);
}

async function inNode(only) {
  const env = { NODE_ENV: "production" };
  const { stdout } = await must("measuring in Node", process.execPath, ["--expose-gc", at("benches/node.js"), only.join()], { env });
  const { results, memory } = JSON.parse(stdout);
  if (wanted(only, "init")) {
    const start = async (what) => Number((await must("starting", process.execPath, [at("benches/init.js"), what], { env })).stdout);
    results.push(await initOf(start));
  }
  return { name: `Node ${process.versions.node}`, results, memory };
}

async function inChromium(only) {
  const { launchChromium } = await import("./chromium.mjs");
  const { startSite } = await import("../../benches/site.mjs");
  const site = await startSite();
  const args = ["--enable-precise-memory-info", "--js-flags=--expose-gc"];
  let browser;
  try {
    browser = await launchChromium({ args });
    const name = `Chromium ${browser.version().split(".")[0]}`;
    const { results, memory } = await inFreshPage(browser, site, (page) => page.evaluate((only) => window.bench.suites(only), only));
    if (wanted(only, "gate")) for (const count of [10, 100, 1000]) results.push(await ofGate(browser, site, count));
    if (wanted(only, "react")) results.push(...(await inFreshPage(browser, site, (page) => page.evaluate(() => window.bench.react()))));
    await browser.close();
    if (wanted(only, "init")) results.push(await initOf((what) => startChromium(launchChromium, site, what)));
    return { name, results, memory };
  } finally {
    await browser?.close();
    await site.close();
  }
}

async function inFreshPage(browser, { origin }, body) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => window.bench);
    return await body(page);
  } finally {
    await context.close();
  }
}

function ofGate(browser, site, count) {
  const config = { metadata: site.metadata, count };
  return inFreshPage(browser, site, async (page) => {
    await Promise.all([page.waitForURL((url) => url.pathname === "/callback"), page.evaluate((it) => window.bench.signIn(it), config)]);
    await page.waitForFunction(() => window.bench);
    return page.evaluate((it) => window.bench.can(it), config);
  });
}

// A browser of its own for each start: what one page has compiled, another one of the same process finds.
async function startChromium(launchChromium, site, what) {
  const browser = await launchChromium();
  try {
    return await inFreshPage(browser, site, (page) => page.evaluate((it) => window.bench.init(it), what));
  } finally {
    await browser.close();
  }
}

async function initOf(start) {
  const { weigh } = await import("../../benches/measure.js");
  const samples = { "WebAssembly.compile of the same bytes": [], claimgate: [] };
  for (let turn = 0; turn < STARTS; turn++) {
    samples["WebAssembly.compile of the same bytes"].push(await start("compile"));
    samples.claimgate.push(await start("answer"));
  }
  return { ...weigh("from bytes to the first answer, fresh", samples), most: 4e6 };
}

const wanted = (only, suite) => only.length === 0 || only.includes(suite);
const optionOf = (args, name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const machine = () => ({ cores: cpus().length, model: cpus()[0]?.model ?? "unknown", platform: `${process.platform} ${process.arch}` });

/** Renders what was kept: `node www/scripts/bench.mjs --table FILE`, or `--page FILE,FILE` into the manual. */
main(import.meta.url, async (args) => {
  const table = optionOf(args, "--table");
  const kept = optionOf(args, "--page");
  if (table) return console.log(tables(JSON.parse(readFileSync(table, "utf8"))));
  if (!kept) return bench(args);
  const reports = kept.split(",").map((file) => [path.relative(at(), path.resolve(file)), JSON.parse(readFileSync(file, "utf8"))]);
  writeFileSync(at(PAGE), pageWith(readFileSync(at(PAGE), "utf8"), Object.fromEntries(reports)));
});
