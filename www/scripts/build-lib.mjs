// Builds the npm package: www/lib to dist as ES modules with types, the generated WebAssembly glue and the role map's schema beside them.
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { buildWasm } from "./build-wasm.mjs";
import { whenChanged } from "./fingerprint.mjs";
import { at, main, must, tool } from "./run.mjs";
import { setUp } from "./setup.mjs";

export async function buildLib() {
  const inputs = [
    "www/lib",
    "www/idp",
    "tsconfig.json",
    "tsconfig.base.json",
    "package.json",
    "package-lock.json",
    "www/scripts/build-lib.mjs",
  ];
  const outputs = ["dist/index.js", "dist/index.d.ts", "dist/cli/main.js", "dist/wasm/claimgate.js", "dist/role-map.schema.json"];
  return whenChanged("lib", { inputs, outputs }, compile);
}

/** WebAssembly first: the library imports its glue. */
export async function build() {
  await buildWasm();
  await buildLib();
}

async function compile() {
  console.error("build: dist");
  // What a renamed file left behind would otherwise be packed.
  rmSync(at("dist"), { recursive: true, force: true });
  await must("compiling www/lib", process.execPath, [tool("typescript/bin/tsc"), "-p", at("www/lib/tsconfig.json")]);
  // Apart, since only the command line may name what Node has.
  await must("compiling www/lib/cli", process.execPath, [tool("typescript/bin/tsc"), "-p", at("www/lib/cli/tsconfig.json")]);
  // Not compiled: the command line hands them out as they are.
  cpSync(at("www/lib/cli/templates"), at("dist/cli/templates"), { recursive: true });
  copyProvider();
  mkdirSync(at("dist/wasm"), { recursive: true });
  // The bytes are inside inline.js, and as a file for `claimgate/slim`.
  copyFileSync(at("www/lib/wasm/claimgate_bg.wasm"), at("dist/claimgate.wasm"));
  copyFileSync(at("www/lib/claimgate.wasm.d.ts"), at("dist/claimgate.wasm.d.ts"));
  for (const file of readdirSync(at("www/lib/wasm")).filter((name) => /\.(js|d\.ts)$/.test(name))) {
    copyFileSync(at("www/lib/wasm", file), at("dist/wasm", file));
  }
  copyFileSync(at("www/lib/role-map.schema.json"), at("dist/role-map.schema.json"));
}

/** What `claimgate idp` runs: the development provider without the demo around it. */
function copyProvider() {
  mkdirSync(at("dist/idp"), { recursive: true });
  const files = readdirSync(at("www/idp")).filter((name) => name.endsWith(".js") && !["index.js", "main.js", "start.js"].includes(name));
  for (const file of files) copyFileSync(at("www/idp", file), at("dist/idp", file));
}

main(import.meta.url, async () => {
  await setUp();
  await build();
  console.error("build: dist is up to date");
});
