// Tells whether a build step has anything to do, by content: a fresh checkout has fresh times but maybe old content.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { at } from "./run.mjs";

/** Runs `build` unless the inputs are those of the last time and every output is there. Returns whether it ran. */
export async function whenChanged(name, { inputs, outputs, salt = "" }, build) {
  const stamp = at(".cache", `${name}.hash`);
  const hash = digest(inputs, salt);
  const fresh = existsSync(stamp) && readFileSync(stamp, "utf8") === hash && outputs.every((output) => existsSync(at(output)));
  if (fresh) return false;
  await build();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

function digest(inputs, salt) {
  const hash = createHash("sha256").update(salt);
  for (const file of inputs.flatMap(filesUnder).filter(isCode).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(at(file)));
  }
  return hash.digest("hex");
}

// The manual is read by people: not one byte of a build depends on it.
const isCode = (file) => !/^src\/manual\/.*\.md$/.test(file);

function filesUnder(relative) {
  if (!existsSync(at(relative))) return [];
  if (statSync(at(relative)).isFile()) return [relative];
  return readdirSync(at(relative)).flatMap((name) => filesUnder(path.posix.join(relative, name)));
}
