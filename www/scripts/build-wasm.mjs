// Builds the crate for the browser: cargo, the pinned wasm-bindgen (xtask), wasm-opt, and the same bytes as a JavaScript module.
// Three times: what every page loads, the tools, which are loaded when somebody asks for them, and the page's module as JavaScript for
// browsers that may not run WebAssembly.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { BY_NAME, namedByPlace } from "./alike.mjs";
import { whenChanged } from "./fingerprint.mjs";
import { at, main, must, root, run, tool } from "./run.mjs";
import { setUp, WASM_TARGET } from "./setup.mjs";
import { followNames, SHORT_NAMES } from "./short-names.mjs";

const OUT = "www/lib/wasm";
// As wasm-bindgen names them.
const GLUE = ["claimgate.js", "claimgate.d.ts"];
const WASM = "claimgate_bg.wasm";

// The page's module as rustc linked it, with the names of its functions.
const LINKED = ".cache/page.wasm";

const PAGE = { title: "claimgate.wasm", features: [], glue: GLUE, wasm: WASM, inline: "inline", kept: LINKED };
const TOOLS = {
  title: "tools.wasm",
  features: ["--features", "tools"],
  glue: ["tools.js", "tools.d.ts"],
  wasm: "tools_bg.wasm",
  inline: "tools-inline",
};

const FALLBACK = { title: "fallback.js", features: [], flags: "-Ctarget-cpu=mvp" };

// What rustc emits for wasm32-unknown-unknown by default and every browser since 2023 has; nothing else may appear.
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals"].concat([
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
]);
const ENABLED = ["--mvp-features", ...FEATURES.map((feature) => `--enable-${feature}`)];

export async function buildWasm() {
  const inputs = [
    "src",
    "Cargo.toml",
    "Cargo.lock",
    "xtask/src",
    "xtask/Cargo.toml",
    "www/scripts/alike.mjs",
    "www/scripts/build-wasm.mjs",
    "www/scripts/short-names.mjs",
    "www/scripts/wasm-fallback.mjs",
    "www/scripts/wasm-module.mjs",
    "rust-toolchain.toml",
  ];
  const files = ({ glue, wasm, inline }) => [...glue, wasm, `${inline}.js`, `${inline}.d.ts`];
  const outputs = [...[PAGE, TOOLS].flatMap(files), "fallback.js", "fallback.d.ts"].map((file) => `${OUT}/${file}`).concat(LINKED);
  const compiler = (await must("asking rustc", "rustc", ["--version"])).stdout;
  return whenChanged("wasm", { inputs, outputs, salt: compiler }, compile);
}

async function compile() {
  mkdirSync(at(OUT), { recursive: true });
  for (const kind of [PAGE, TOOLS]) await bound(kind, (folder) => keepWasm(kind, folder));
  // Loaded here: set-up has installed what it needs.
  const { withoutFeatureList, writeFallback } = await import("./wasm-fallback.mjs");
  await bound({ ...FALLBACK, before: withoutFeatureList }, (folder) => writeFallback(folder, OUT));
}

/** Compiles, lets wasm-bindgen write its glue into a folder of its own, and gives that to `keep`. */
async function bound({ kept, before = (bytes) => bytes, ...kind }, keep) {
  console.error(`build: ${kind.title}`);
  await compileRust(kind);
  const linked = readFileSync(path.join(await targetDirectory(), WASM_TARGET, "release/claimgate.wasm"));
  if (kept) {
    mkdirSync(path.dirname(at(kept)), { recursive: true });
    writeFileSync(at(kept), linked);
  }
  await inScratch(async (scratch) => {
    const given = path.join(scratch, "claimgate.wasm");
    writeFileSync(given, before(linked));
    await bind(given, scratch);
    withoutDefault(...GLUE.map((file) => path.join(scratch, file)));
    await keep(scratch);
  });
}

async function inScratch(body) {
  const scratch = mkdtempSync(path.join(tmpdir(), "claimgate-wasm-"));
  try {
    return await body(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function bind(wasm, folder, ...options) {
  return must("wasm-bindgen", "cargo", ["run", "--quiet", "--package", "xtask", "--", wasm, folder, ...options], { show: true });
}

// `load.ts` starts the module with `initSync` and hands the glue on whole, so that a bundler keeps whatever it exports.
function withoutDefault(script, types) {
  const [text, typed] = [readFileSync(script, "utf8"), readFileSync(types, "utf8")];
  const [only, declared] = [
    /^export \{ initSync, __wbg_init as default \};$/m,
    /\n\/\*\*[^/]*\*\/\nexport default function __wbg_init .*\n/,
  ];
  if (!only.test(text) || !declared.test(typed)) throw new Error("wasm-bindgen's glue is started otherwise than before");
  writeFileSync(script, text.replace(only, "export { initSync };"));
  writeFileSync(types, typed.replace(declared, ""));
}

/** The page's module as it was built last, but with the names of its functions. */
export function pageWithNames() {
  return inScratch(async (scratch) => {
    await bind(at(LINKED), scratch, "--names");
    await shrink(path.join(scratch, WASM), "--debuginfo");
    return readFileSync(path.join(scratch, WASM));
  });
}

async function keepWasm({ glue, wasm, inline, kept }, folder) {
  // Not of the tools: they are loaded rarely, and what they export tells them from the page's.
  const file = path.join(folder, WASM);
  const printed = await shrink(file, ...(kept ? [SHORT_NAMES] : []));
  writeFileSync(file, namedByPlace(readFileSync(file)));
  await optimise(BY_NAME, file, "-o", file);
  if (kept) {
    const [script, types] = GLUE.map((file) => path.join(folder, file));
    followNames(printed, { glue: script, types });
  }
  [...GLUE, WASM].forEach((file, index) => {
    copyFileSync(path.join(folder, file), at(OUT, [...glue, wasm][index]));
  });
  writeInline(inline, wasm, readFileSync(path.join(folder, WASM)));
}

// The standard library is built with the crate: for size, without words for panics (the crate has none). That saves a seventh of the
// bytes. It needs the library's source and switches that are not stable yet; without them the same crate is built larger.
const LEAN = [
  ...["-Zbuild-std=std", "-Zbuild-std-features=optimize_for_size", "-Zpanic-immediate-abort"],
  ...["--config", 'profile.release.panic="immediate-abort"'],
];
const LEAN_FLAGS = '--cfg sha2_backend="soft" --cfg sha2_backend_soft="compact" -Zfmt-debug=none -Zlocation-detail=none';

// Said to the compiler of the crate alone, which is the one that links. A sixteenth less stack than the megabyte by default: what comes after
// it, every text and table, has addresses of three bytes then. And LLVM makes a loop quicker by counting in addresses, which takes 0.6 %.
const LINKING = ["--", "-Clink-arg=-zstack-size=983040", "-Cllvm-args=-disable-lsr"];

async function compileRust({ features, flags: own = "" }) {
  const sysroot = (await must("asking for the sysroot", "rustc", ["--print", "sysroot"])).stdout.trim();
  const flags = `${own} ${withoutPaths(sysroot)}`;
  const args = ["rustc", "--release", "--lib", "--target", WASM_TARGET, ...features];
  if (await hasLibrarySource(sysroot)) {
    const env = { RUSTC_BOOTSTRAP: "1", CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: `${flags} ${LEAN_FLAGS}` };
    const { code } = await run("cargo", [...args, ...LEAN, ...LINKING], { env });
    if (code === 0) return;
  }
  console.error("build: a larger claimgate.wasm, with the standard library as it comes (for the small one: rustup component add rust-src)");
  await must("compiling to WebAssembly", "cargo", [...args, ...LINKING], {
    env: { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: flags },
    show: true,
  });
}

async function hasLibrarySource(sysroot) {
  const source = path.join(sysroot, "lib/rustlib/src/rust/library/std/Cargo.toml");
  if (!existsSync(source)) await run("rustup", ["component", "add", "rust-src"]);
  return existsSync(source);
}

// Panics name their source files: what is published must not tell where it was built, and must be the same from any machine.
function withoutPaths(sysroot) {
  const cargo = process.env.CARGO_HOME ?? path.join(homedir(), ".cargo");
  const own = process.env.CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS ?? "";
  return `${own} --remap-path-prefix=${cargo}=/crates --remap-path-prefix=${sysroot}=/rust`.trim();
}

// Asked, not assumed: CARGO_TARGET_DIR and cargo's own configuration can both move it.
async function targetDirectory() {
  const { stdout } = await must("cargo metadata", "cargo", ["metadata", "--no-deps", "--format-version", "1"], { cwd: root });
  return JSON.parse(stdout).target_directory;
}

async function shrink(file, ...options) {
  // Functions that are kept apart look alike, and brotli counts what looks alike once: 5 % less than with inlining. Only what is small
  // and called once may go where it is called.
  const apart = ["--always-inline-max-function-size", "0", "--one-caller-inline-max-function-size", "30"];
  // Taken apart and put together anew: 1 % less than what LLVM's structure leaves.
  const anew = ["--flatten", "--rereloop", "-Oz", "-Oz"];
  // What is computed twice looks alike too, and zeros between data cost less than data in many parts: 1 % less.
  const repeated = ["--skip-pass=local-cse", "--skip-pass=memory-packing"];
  return optimise(...apart, ...anew, ...repeated, ...options, file, "-o", file);
}

async function optimise(...args) {
  return (await must("wasm-opt", process.execPath, [tool("binaryen/bin/wasm-opt"), ...ENABLED, ...args])).stdout;
}

// Hex, not base64: brotli sees whole bytes and gives back what the doubling cost (TOOLCHAIN: 57.9 against 69.6 KB).
function writeInline(name, wasm, bytes) {
  writeFileSync(
    at(OUT, `${name}.js`),
    `const hex = "${bytes.toString("hex")}";
export function bytes() {
  if (Uint8Array.fromHex) return Uint8Array.fromHex(hex);
  const out = new Uint8Array(hex.length / 2);
  const digit = (i) => { const c = hex.charCodeAt(i); return c < 58 ? c - 48 : c - 87; };
  for (let i = 0; i < out.length; i++) out[i] = 16 * digit(2 * i) + digit(2 * i + 1);
  return out;
}
`,
  );
  writeFileSync(
    at(OUT, `${name}.d.ts`),
    `/** The bytes of ${wasm}, decoded at each call. */\nexport function bytes(): Uint8Array<ArrayBuffer>;\n`,
  );
}

main(import.meta.url, async () => {
  await setUp();
  if (!(await buildWasm())) console.error("build: claimgate.wasm is up to date");
});
