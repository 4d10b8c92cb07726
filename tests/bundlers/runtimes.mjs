// Where there is no page: Node by itself, and Vitest with a document that is only played.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { must } from "../../www/scripts/run.mjs";

export const runtimes = [
  // A gate outside of a page stays as it is rendered on a server.
  { name: `Node ${process.versions.node}`, result: node, status: "pending" },
  { name: "Vitest and jsdom", tool: "vitest", result: vitest, status: "signed-out" },
];

async function node({ project }) {
  const code = `import { createGate, loadPolicy } from "claimgate";
    import { ask } from "./app/ask.js";
    console.log(JSON.stringify(await ask({ createGate, loadPolicy })));`;
  const { stdout } = await must("node", process.execPath, ["--input-type=module", "--eval", code], { cwd: project });
  return JSON.parse(stdout);
}

async function vitest({ project }) {
  const out = path.join(project, "vitest-result.json");
  rmSync(out, { force: true });
  writeFileSync(
    path.join(project, "app/ask.test.js"),
    `// @vitest-environment jsdom
import { writeFileSync } from "node:fs";
import { createGate, loadPolicy } from "claimgate";
import { test } from "vitest";
import { ask } from "./ask.js";
test("asks", async () => {
  document.body.dataset.result = "";
  writeFileSync(${JSON.stringify(out)}, JSON.stringify(await ask({ createGate, loadPolicy })));
});
`,
  );
  const program = path.join(project, "node_modules/vitest/vitest.mjs");
  // A build by Vite in this process leaves `production` behind.
  const env = { NODE_ENV: "test" };
  await must("vitest", process.execPath, [program, "run", "--root", path.join(project, "app")], { cwd: project, env, timeout: 120 });
  return JSON.parse(readFileSync(out, "utf8"));
}
