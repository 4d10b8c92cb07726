// The package as npm would publish it, installed beside nothing but symbolic links to the peers.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { at, must } from "../../../www/scripts/run.mjs";

const SHELF = at(".cache/packed");
const PEERS = ["react", "react-dom", "react-router", "@tanstack/react-router"];

/** Packs afresh. `{ tarball, files }`, paths inside the package. */
export async function pack(destination) {
  const { stdout } = await must("npm pack", "npm", ["pack", "--json", "--pack-destination", destination]);
  const answer = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)));
  // npm 11 answers with a list, npm 12 with an object by package name.
  const [packed] = Array.isArray(answer) ? answer : Object.values(answer);
  return {
    tarball: path.join(destination, packed.filename),
    files: packed.files.map((file) => file.path),
    unpackedSize: packed.unpackedSize,
  };
}

/** Installs a tarball without a network: whatever it depended on could not be had. */
export async function install(tarball, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  await must("npm install", "npm", ["install", "--offline", "--no-audit", "--no-fund", "--no-save", tarball], { cwd: folder });
}

/** Links packages of the repository into a project. */
export function link(folder, names = PEERS) {
  for (const name of names) {
    const target = path.join(folder, "node_modules", name);
    mkdirSync(path.dirname(target), { recursive: true });
    if (!existsSync(target)) symlinkSync(at("node_modules", name), target, "junction");
  }
}

/** A folder with the packed package installed and the peers linked; made once for what `dist` holds, and shared by the test files. */
export async function installed() {
  const folder = path.join(SHELF, digest());
  if (existsSync(folder)) return folder;
  mkdirSync(SHELF, { recursive: true });
  for (const old of readdirSync(SHELF)) rmSync(path.join(SHELF, old), { recursive: true, force: true });
  const making = mkdtempSync(path.join(SHELF, "making-"));
  const { tarball } = await pack(making);
  await install(tarball, making);
  link(making);
  renameSync(making, folder);
  return folder;
}

/** Imports an entry point of the package that is installed in `folder`. */
export function importFrom(folder, specifier) {
  return import(pathToFileURL(createRequire(path.join(folder, "package.json")).resolve(specifier)).href);
}

function digest() {
  const hash = createHash("sha256");
  for (const file of ["package.json", ...filesUnder("dist")].sort()) hash.update(`\0${file}\0`).update(readFileSync(at(file)));
  return hash.digest("hex").slice(0, 16);
}

function filesUnder(relative) {
  if (!existsSync(at(relative))) return [];
  return readdirSync(at(relative), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(at(), path.join(entry.parentPath, entry.name)));
}
