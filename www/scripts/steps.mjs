// Every check of `npm test`, each giving `{ passed, failed, skipped?, output }`; imported after set-up, so it may use installed packages.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildLib } from "./build-lib.mjs";
import { buildWasm } from "./build-wasm.mjs";
import { checkExports } from "./check-exports.mjs";
import { countLibtest, countNodeTest, countVitest } from "./count.mjs";
import { at, run, tool } from "./run.mjs";
import { WASM_TARGET } from "./setup.mjs";

/**
 * A build runs `always`, whatever was asked for. `rust` and `js` run side by side, and the last of `js` packs for all that follows; then
 * the others, three at a time: a browser waits more than it works, and should not share the cores with a compiler.
 */
export const lanes = {
  rust: [
    { id: "fmt", title: "rustfmt", run: () => program("cargo", ["fmt", "--all", "--check"]) },
    { id: "clippy", title: "clippy", run: () => clippy("--workspace", "--all-targets", "--features", "native,tools") },
    { id: "clippy-wasm", title: "clippy, wasm32", run: () => clippy("--lib", "--target", WASM_TARGET) },
    { id: "clippy-tools", title: "clippy, wasm32, tools", run: () => clippy("--lib", "--target", WASM_TARGET, "--features", "tools") },
    { id: "rust", title: "Rust tests", run: cargoTest },
  ],
  js: [
    { id: "wasm", title: "build of the wasm", always: true, run: () => inProcess(buildWasm) },
    { id: "lib", needsBuild: true, title: "build of the package", always: true, run: () => inProcess(buildLib) },
    { id: "types", needsBuild: true, title: "TypeScript", run: typeCheck },
    {
      id: "lint",
      title: "Biome",
      run: () => program(process.execPath, [tool("@biomejs/biome/bin/biome"), "ci", "--colors=off", "--error-on-warnings", "."]),
    },
    { id: "exports", needsBuild: true, title: "package exports", run: () => inProcess(checkExports) },
    { id: "package", needsBuild: true, title: "packed package", run: () => nodeTests("tests/package") },
  ],
  others: [
    { id: "browser", needsBuild: true, title: "browser tests", run: () => nodeTests("tests/browser", 2) },
    { id: "tabs", needsBuild: true, title: "tabs, the short form", run: () => nodeTests("tests/tabs") },
    { id: "hostile", needsBuild: true, title: "hostile tests", run: () => nodeTests("tests/hostile") },
    { id: "cli", needsBuild: true, title: "command line", run: () => nodeTests("tests/cli") },
    { id: "wrapper", needsBuild: true, title: "wrapper tests", run: vitest },
  ],
};

const PASSED = { passed: 1, failed: 0, output: "" };
const FAILED = { passed: 0, failed: 1 };
const LIMIT = 15 * 60;

async function program(command, args) {
  const { code, output } = await run(command, args, { timeout: LIMIT });
  return code === 0 ? { ...PASSED, output } : { ...FAILED, output };
}

function clippy(...args) {
  return program("cargo", ["clippy", "--quiet", ...args, "--", "-D", "warnings"]);
}

/** A check of ours: it returns lines to show, or throws. */
async function inProcess(check) {
  try {
    const said = await check();
    return { ...PASSED, output: typeof said === "string" ? said : "" };
  } catch (error) {
    return { ...FAILED, output: error.message };
  }
}

async function cargoTest() {
  const { code, output } = await run("cargo", ["test", "--features", "native,tools", "--no-fail-fast"], { timeout: LIMIT });
  return judge(countLibtest(output), code, output);
}

async function typeCheck() {
  const projects = ["www/lib", "www/demo", "tests/types", "."].filter((folder) => existsSync(at(folder, "tsconfig.json")));
  const total = { passed: 0, failed: 0, output: "" };
  for (const project of projects) {
    const result = await program(process.execPath, [tool("typescript/bin/tsc"), "--noEmit", "-p", at(project)]);
    total.passed += result.passed;
    total.failed += result.failed;
    total.output += result.output;
  }
  return total;
}

async function vitest() {
  const own = ["vitest.config.ts", "vitest.config.mjs"].map((name) => at("tests/wrapper", name)).find(existsSync);
  return withScratch(async (scratch) => {
    const report = path.join(scratch, "vitest.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const args = [tool("vitest/vitest.mjs"), "run", ...(own ? ["--config", own] : []), "--dir", at("tests/wrapper"), ...reporters];
    const { code, output } = await run(process.execPath, args, { timeout: LIMIT, env: { NO_COLOR: "1" } });
    if (!existsSync(report)) return { ...FAILED, output };
    return judge(countVitest(JSON.parse(readFileSync(report, "utf8"))), code, output);
  });
}

/** One file after the other: each starts its own servers and browser. */
async function nodeTests(folder, atOnce = 1) {
  const files = existsSync(at(folder)) ? readdirSync(at(folder)).filter((name) => name.endsWith(".test.mjs")) : [];
  if (files.length === 0) return { ...FAILED, output: `${folder} has no *.test.mjs` };
  return withScratch(async (scratch) => {
    const counts = path.join(scratch, "counts");
    const reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"].concat([
      `--test-reporter=${new URL("node-test-reporter.mjs", import.meta.url)}`,
      `--test-reporter-destination=${counts}`,
    ]);
    const args = ["--test", `--test-concurrency=${atOnce}`, ...reporters, ...files.sort().map((name) => `${folder}/${name}`)];
    const { code, output } = await run(process.execPath, args, { timeout: LIMIT });
    if (!existsSync(counts)) return { ...FAILED, output };
    return judge(countNodeTest(readFileSync(counts, "utf8")), code, failuresIn(output));
  });
}

// What is shown of a failed step may be cut by who shows it: hundreds of lines of what passed must not stand before what failed.
function failuresIn(output) {
  const start = output.indexOf("✖ failing tests:");
  return start < 0 ? output : output.slice(start);
}

/** A runner that failed without a failed test, or ran no test at all, has failed. */
function judge(counts, code, output) {
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, output };
  if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, output: `${output}\nno test ran` };
  return { ...counts, output };
}

async function withScratch(body) {
  const scratch = mkdtempSync(path.join(tmpdir(), "claimgate-test-"));
  try {
    return await body(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
