import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { at } from "../../../www/scripts/run.mjs";

/** `[file name, cases]` of a folder of tests/vectors. */
export function vectorFiles(folder) {
  const names = readdirSync(at("tests/vectors", folder)).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => [name, JSON.parse(readFileSync(path.join(at("tests/vectors", folder), name), "utf8"))]);
}
