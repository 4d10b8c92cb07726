// The README's example is what people copy: it must compile as it stands, against the built package, and its map must load.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MOST_LINES = 25;
let readme;
let scratch;

before(async () => {
  readme = await readFile(path.join(ROOT, "README.md"), "utf8");
  scratch = await mkdtemp(path.join(tmpdir(), "claimgate-readme-"));
});

after(() => rm(scratch, { recursive: true, force: true }));

test("the example is one block of at most 25 lines", () => {
  const [example, ...others] = blocks("tsx");
  assert.equal(others.length, 0);
  assert.ok(example.trim().split("\n").length <= MOST_LINES);
});

test("every block of TypeScript compiles against the package", async () => {
  const sources = [...blocks("tsx").map((text) => [text, "tsx"]), ...blocks("ts").map((text) => [text, "ts"])];
  const files = sources.map(([, kind], index) => `block${index}.${kind}`);
  await Promise.all(sources.map(([text], index) => writeFile(path.join(scratch, files[index]), text)));
  await writeFile(path.join(scratch, "role-map.json"), blocks("json role-map")[0]);
  await writeFile(path.join(scratch, "tsconfig.json"), JSON.stringify(project(files)));
  await symlink(path.join(ROOT, "node_modules"), path.join(scratch, "node_modules"), "junction");
  assert.equal(await complaints(), "");
});

test("a misspelt permission in the example does not compile", async () => {
  const [example] = blocks("tsx");
  const misspelt = example.replace('"projects:write"', '"projects:rite"');
  assert.notEqual(misspelt, example);
  await writeFile(path.join(scratch, "block0.tsx"), misspelt);
  assert.match(await complaints(), /projects:rite/);
});

test("the example's map loads and says what the README says of it", async () => {
  const { loadPolicy } = await import("claimgate");
  const policy = await loadPolicy(blocks("json role-map")[0]);
  const may = (groups) => policy.access({ id: { sub: "1", groups } }).can("projects:write");
  assert.deepEqual([may(["app-editors"]), may(["others"])], [true, false]);
});

/** What the compiler says of the scratch folder; nothing if it is content. */
async function complaints() {
  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  const { code, stdout, stderr } = await promisify(execFile)(process.execPath, [tsc, "--noEmit", "-p", scratch]).catch((error) => error);
  return code === undefined ? "" : stdout + stderr;
}

function blocks(language) {
  return readme
    .split(`\`\`\`${language}\n`)
    .slice(1)
    .map((rest) => rest.split("\n```")[0]);
}

function project(files) {
  const types = (name) => [path.join(ROOT, "dist", name)];
  return {
    compilerOptions: {
      target: "ES2022",
      module: "esnext",
      moduleResolution: "bundler",
      jsx: "react-jsx",
      strict: true,
      resolveJsonModule: true,
      skipLibCheck: false,
      types: [],
      paths: {
        claimgate: types("index.d.ts"),
        "claimgate/token": types("token.d.ts"),
        "claimgate/react": types("react/index.d.ts"),
        "claimgate/react-router": types("react-router/index.d.ts"),
        "claimgate/server": types("server/index.d.ts"),
        "claimgate/tanstack-router": types("tanstack-router/index.d.ts"),
        "claimgate/testing": types("testing/index.d.ts"),
      },
    },
    files,
  };
}
