// The tarball as a registry and the tools of its readers would judge it.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { at, run, tool } from "../../www/scripts/run.mjs";
import { pack } from "./support/packed.mjs";

const scratch = mkdtempSync(path.join(tmpdir(), "claimgate-published-"));
let tarball;
before(async () => {
  ({ tarball } = await pack(scratch));
});
after(() => rmSync(scratch, { recursive: true, force: true }));

test("packing again gives the same bytes", async () => {
  const elsewhere = path.join(scratch, "again");
  mkdirSync(elsewhere);
  const again = await pack(elsewhere);
  assert.ok(readFileSync(again.tarball).equals(readFileSync(tarball)));
});

test("publint finds nothing", async () => {
  const { code, output } = await run(process.execPath, [tool("publint/src/cli.js"), tarball, "--strict"]);
  assert.equal(code, 0, output);
});

// ES modules only: `require` of one is Node's business, and TypeScript without `exports` knows no subpath of any package.
test("arethetypeswrong finds nothing", async () => {
  const args = [tool("@arethetypeswrong/cli/dist/index.js"), tarball, "--profile", "esm-only", "--no-color", "--no-emoji"];
  const { code, output } = await run(process.execPath, args);
  assert.equal(code, 0, output);
});

test("manifest, JavaScript and WebAssembly are of one version", async () => {
  const built = (file) => import(pathToFileURL(at("dist", file)).href);
  const [{ VERSION }, { bytes }, glue] = await Promise.all(["version.js", "wasm/inline.js", "wasm/claimgate.js"].map(built));
  glue.initSync({ module: bytes() });
  const { version } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  assert.deepEqual([VERSION, glue.version()], [version, version]);
});
