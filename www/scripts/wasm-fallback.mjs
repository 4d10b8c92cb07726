// The same module as plain JavaScript (binaryen's wasm2js), for pages that may not run WebAssembly: a strict CSP, Lockdown Mode.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { minify } from "vite";
import { at, must, tool } from "./run.mjs";
import { withSections } from "./wasm-module.mjs";

// What remains of newer instructions where the standard library comes as it is; wasm2js can say them in JavaScript.
const FEATURES = ["bulk-memory", "bulk-memory-opt", "sign-ext", "nontrapping-float-to-int", "mutable-globals"];

/** From the wasm and the glue in `folder`, made for the oldest WebAssembly there is, to one module with `start()` in `out`. */
export async function writeFallback(folder, out) {
  const wasm = path.join(folder, "claimgate_bg.wasm");
  const features = ["--mvp-features", ...FEATURES.map((feature) => `--enable-${feature}`)];
  await must("wasm-opt", process.execPath, [tool("binaryen/bin/wasm-opt"), "-Oz", ...features, wasm, "-o", wasm]);
  const script = path.join(folder, "code.js");
  await must("wasm2js", process.execPath, [tool("binaryen/bin/wasm2js"), "-Oz", ...features, wasm, "-o", script]);
  const text = joined(readFileSync(script, "utf8"), readFileSync(path.join(folder, "claimgate.js"), "utf8"));
  const { code, errors } = await minify("fallback.js", text, { module: true, mangle: { toplevel: true } });
  if (errors.length) throw new Error(`the fall-back cannot be minified: ${errors[0].message}`);
  writeFileSync(at(out, "fallback.js"), code);
  writeFileSync(
    at(out, "fallback.d.ts"),
    `export * from "./claimgate.js";\n/** Makes the module's memory and tables; once. */\nexport function start(): void;\n`,
  );
  rmSync(script);
}

// wasm2js writes a module that imports the glue and runs at import; ours is a function that the glue calls when it is wanted.
function joined(script, glue) {
  const end = script.indexOf("var retasmFunc = asmFunc(");
  if (end < 0 || !glue.includes("function __wbg_finalize_init(")) throw new Error("wasm2js or wasm-bindgen write another form than before");
  const code = script.slice(0, end).replace(/^import .*$/gm, "");
  return `${lookingAgain(glue)}\n${code}\nexport function start() { __wbg_finalize_init({ exports: asmFunc(__wbg_get_imports()) }); }\n`;
}

// What grows here becomes another buffer, and the old one is not taken away as WebAssembly's is: the glue must look which one it has.
function lookingAgain(glue) {
  const stale = /cachedUint8ArrayMemory0\.byteLength === 0|cachedDataViewMemory0\.buffer\.detached === true \|\| \(.*?\.buffer\)(?=\) \{)/g;
  const found = [...glue.matchAll(stale)];
  if (found.length !== 2) throw new Error("wasm-bindgen's glue looks at its memory otherwise than before");
  return glue.replace(stale, (test) => `${test.split(".")[0]}.buffer !== wasm.memory.buffer`);
}

/** Without the list of features, which wasm-bindgen would follow to newer instructions than JavaScript can stand for. */
export function withoutFeatureList(bytes) {
  return withSections(bytes, ({ name }) => name !== "target_features");
}
