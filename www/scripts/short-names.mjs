// One or two letters for every name that the page's module and its glue know each other by: wasm-bindgen's carry sixteen random digits each,
// and random digits cost as many bytes under brotli, on either side.
import { readFileSync, writeFileSync } from "node:fs";

/** What makes wasm-opt rename, and print what it did. */
export const SHORT_NAMES = "--minify-imports-and-exports-and-modules";

/** Follows what wasm-opt `printed` in the glue and in its types, in place. */
export function followNames(printed, { glue, types }) {
  const { imports, exports } = JSON.parse(printed);
  let text = readFileSync(glue, "utf8");
  const once = (from, to) => {
    if (text.split(from).length !== 2) throw new Error(`the glue names ${from} otherwise than once`);
    text = text.replace(from, () => to);
  };
  once('"./claimgate_bg.js": import0', "a: import0");
  for (const [, long, short] of imports) once(` ${long}: `, ` ${short}: `);
  const shorter = new Map(exports);
  writeFileSync(
    glue,
    text.replace(/(?<=\bwasm\.)\w+/g, (long) => shorter.get(long) ?? long),
  );
  writeFileSync(
    types,
    readFileSync(types, "utf8").replace(/(?<=^ {4}readonly )\w+(?=: )/gm, (long) => shorter.get(long) ?? long),
  );
}
