// People copy what the manual shows: it must compile as it stands against the packed package, and its tests must pass.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { at, run, tool } from "../../www/scripts/run.mjs";
import { recipesOf, stepsOf, writeManual } from "./support/manual.mjs";
import { importFrom } from "./support/packed.mjs";

let folder;
let files;
let packed;
before(async () => {
  ({ folder, files, packed } = await writeManual("manual", ["testing.md", "api.md", "routers.md", "providers.md", "migration.md"]));
});

test("every block of the pages compiles against the package", async () => {
  const wanted =
    "api.test.ts bound-api.ts gate.e2e.ts projects.spec.ts projects.test.tsx projects.tsx replay.ts role-map.test.mjs role-map.test.ts router.tsx server.ts vite.config.ts";
  const gates = "auth0.ts cognito.ts entra.ts keycloak.ts okta.ts";
  const migrated = "app.tsx gate-in-session-storage.ts gate.ts home.tsx projects-with-add.tsx toolbar.tsx";
  assert.deepEqual([...files].sort(), `${wanted} ${gates} ${migrated}`.split(" ").sort());
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["*.ts", "*.tsx"] }));
  writeFileSync(path.join(folder, "playwright.d.ts"), PLAYWRIGHT);
  const { code, output } = await run(process.execPath, [tool("typescript/bin/tsc"), "-p", folder]);
  assert.equal(code, 0, output);
});

test("its tests pass under Vitest, its gates start, and what one migrates to works", async () => {
  writeFileSync(path.join(folder, "steps.json"), JSON.stringify(stepsOf("providers.md")));
  const ours = ["manual-gates.test.js", "manual-migrated.test.jsx"];
  for (const file of ours) copyFileSync(at("tests/package/support", file), path.join(folder, file));
  const tests = [...files.filter((file) => /\.test\.tsx?$/.test(file)), ...ours];
  const options = ["--root", folder, "--environment", "jsdom", "--no-isolate", "--no-file-parallelism"];
  const { code, output } = await run(process.execPath, [tool("vitest/vitest.mjs"), "run", ...options, ...tests], {
    env: { NO_COLOR: "1" },
  });
  assert.equal(code, 0, output);
  assert.match(output, /Tests {2}17 passed/);
});

test("its tests pass under node:test", async () => {
  // Node runs no tests in a child that inherits the mark of a test.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const args = ["--test", "--test-reporter=tap", path.join(folder, "role-map.test.mjs")];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  assert.match(stdout, /ok 1 - groups \[app-editors\]/);
});

test("every recipe answers as its rows say", async (t) => {
  const { loadPolicy } = await importFrom(packed, "claimgate");
  const { describeRoleMap } = await importFrom(packed, "claimgate/testing");
  const recipes = recipesOf("recipes.md");
  assert.equal(recipes.length, 10);
  for (const { name, map, cases, text } of recipes) {
    await t.test(name, async () => {
      // Without a vocabulary a misspelt name would pass under `cannot`, as a misspelt key of a row would anywhere.
      assert.ok(Object.keys(map.permissions).length > 0);
      assert.ok(cases.length > 1);
      for (const row of cases)
        assert.deepEqual(
          Object.keys(row).filter((key) => !ROW.includes(key)),
          [],
        );
      assert.match(text, /^\*\*Not when\*\* /m);
      const rows = cases.filter((row) => row.side !== "api");
      describeRoleMap(map, rows, { now: NOW, runner: { describe: (_, body) => body(), it: (_, body) => body() } });
      for (const row of cases.filter((row) => row.side === "api")) askApi(await loadPolicy(map), row);
    });
  }
});

function askApi(policy, { given, can = [], cannot = [] }) {
  const access = policy.access(given, { side: "api", now: NOW });
  assert.ok(can.length + cannot.length > 0);
  for (const permission of can) assert.equal(access.check(permission).reason, "granted");
  for (const permission of cannot) assert.equal(access.check(permission).reason, "no_grant");
}

/** As the page says. */
const NOW = 1_800_000_000;
const ROW = ["name", "given", "side", "can", "cannot", "canSome", "roles", "route", "landing"];
const OPTIONS = {
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  jsx: "react-jsx",
  strict: true,
  noEmit: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  types: ["node"],
};
// Only the core of Playwright is installed here.
const PLAYWRIGHT = `declare module "@playwright/test" {
  import type { Locator, Page } from "playwright-core";
  export function test(name: string, body: (fixtures: { page: Page }) => Promise<void>): void;
  export function expect(locator: Locator): { toBeVisible(): Promise<void>; toBeHidden(): Promise<void> };
}
`;
