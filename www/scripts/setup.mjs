// Gets a fresh machine ready for the two commands; whatever cannot be had ends in one line with the command that gets it.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { at, Fault, main, must, run } from "./run.mjs";

export const WASM_TARGET = "wasm32-unknown-unknown";

/** Everything that building needs; with `browser`, what the browser tests need too. */
export async function setUp({ browser = false } = {}) {
  checkNode();
  await installPackages();
  await checkRust();
  await addWasmTarget();
  if (browser) await installChromium();
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  // Vite 8 needs 20.19 or 22.12.
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  throw new Fault(`Node 20.19, 22.12 or newer is needed, this is ${process.versions.node}: nvm install 22`);
}

/** `npm ci` when node_modules is missing or older than the lock file. */
export async function installPackages() {
  if (packagesAreInstalled()) return;
  console.error("set-up: npm packages (npm ci)");
  // Under `npm pack --dry-run` or NODE_ENV=production npm would install nothing, or no development package.
  const env = { npm_config_dry_run: "", npm_config_json: "", npm_config_global: "", npm_config_audit: "false", npm_config_fund: "false" };
  const first = await run("npm", ["ci", "--include=dev"], { env });
  if (first.code !== 0) {
    // A registry that lags behind the lock file: what package.json asks for is still installable.
    console.error("set-up: npm ci refused the lock file, trying npm install");
    const second = await run("npm", ["install", "--include=dev", "--no-package-lock"], { env });
    if (second.code !== 0) throw new Fault(`the npm packages could not be installed (${lastLine(second.output)}): npm ci`);
  }
  writeFileSync(STAMP, lockDigest());
}

const STAMP = at("node_modules/.claimgate-lock");
const lockDigest = () =>
  createHash("sha256")
    .update(readFileSync(at("package-lock.json")))
    .digest("hex");

// By content first, since a checkout renews the lock file's time; by npm's own time when a person ran `npm ci`.
function packagesAreInstalled() {
  const hidden = at("node_modules/.package-lock.json");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === lockDigest()) return true;
  return existsSync(hidden) && statSync(hidden).mtimeMs >= statSync(at("package-lock.json")).mtimeMs;
}

const RUSTUP = "curl --proto =https --tlsv1.2 -sSf https://sh.rustup.rs | sh";

async function checkRust() {
  // rustup writes the PATH for the next shell; this one may be older than that.
  const own = path.join(process.env.CARGO_HOME ?? path.join(homedir(), ".cargo"), "bin");
  if (existsSync(own)) process.env.PATH = [process.env.PATH, own].join(path.delimiter);
  if ((await run("cargo", ["--version"])).code === 0 && (await run("rustc", ["--version"])).code === 0) return;
  throw new Fault(`Rust is missing: ${RUSTUP}`);
}

async function addWasmTarget() {
  const sysroot = (await must("asking for the sysroot", "rustc", ["--print", "sysroot"])).stdout.trim();
  // On disk first: rustup may be absent, or without a network.
  if (existsSync(path.join(sysroot, "lib/rustlib", WASM_TARGET, "lib"))) return;
  console.error(`set-up: rustup target add ${WASM_TARGET}`);
  const added = await run("rustup", ["target", "add", WASM_TARGET]);
  if (added.code === 127) throw new Fault(`the Rust target ${WASM_TARGET} is missing, and rustup, which adds it: ${RUSTUP}`);
  if (added.code !== 0) throw new Fault(`the Rust target is missing (${lastLine(added.output)}): rustup target add ${WASM_TARGET}`);
}

/** A Chromium of this machine or of Playwright's cache, or null. */
export function chromiumPath() {
  if (process.env.CHROMIUM) {
    if (existsSync(process.env.CHROMIUM)) return process.env.CHROMIUM;
    throw new Fault(`CHROMIUM names a file that does not exist: unset CHROMIUM`);
  }
  return [...onPath(CHROMIUMS), ...inApplications(), ...inPlaywrightCache()].find((file) => existsSync(file)) ?? null;
}

async function installChromium() {
  if (chromiumPath()) return;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.error("set-up: apt-get install chromium");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], { env });
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
    if (chromiumPath()) return;
  }
  console.error("set-up: Playwright's Chromium");
  await run(process.execPath, [at("node_modules/playwright-core/cli.js"), "install", "chromium"]);
  if (!chromiumPath()) throw new Fault("Chromium is missing (or set CHROMIUM to one): sudo apt-get install -y chromium");
}

const CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Where programs of these names would be. */
export function onPath(names) {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => ["/usr/bin", ...folders].map((folder) => path.join(folder, name)));
}

function inApplications() {
  const bundles = ["Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"];
  const windows = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA].filter(Boolean);
  return [
    ...bundles.map((bundle) => path.join("/Applications", bundle)),
    ...windows.map((folder) => path.join(folder, "Google/Chrome/Application/chrome.exe")),
  ];
}

function inPlaywrightCache() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    path.join(homedir(), ".cache/ms-playwright"),
    path.join(homedir(), "Library/Caches/ms-playwright"),
    process.env.LOCALAPPDATA && path.join(process.env.LOCALAPPDATA, "ms-playwright"),
  ];
  const inner = [
    "chrome-linux64/chrome",
    "chrome-linux/chrome",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    "chrome-win/chrome.exe",
  ];
  return caches
    .filter((cache) => cache && existsSync(cache))
    .flatMap((cache) => readdirSync(cache).map((name) => path.join(cache, name)))
    .filter((folder) => /^chromium-\d+$/.test(path.basename(folder)))
    .flatMap((folder) => inner.map((file) => path.join(folder, file)));
}

const lastLine = (text) => text.trim().split("\n").at(-1)?.trim() || "no reason given";

main(import.meta.url, async (args) => {
  await setUp({ browser: args.includes("--browser") });
  console.error("set-up: ready");
});
