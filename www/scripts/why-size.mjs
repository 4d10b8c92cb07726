// What costs the bytes: the module's functions by the file that they were written in.
import { brotliCompressSync, constants } from "node:zlib";
import { read } from "./wasm-module.mjs";

const CONDUCTORS =
  "access admission alone answers binding diagnostics gate keeping login logout operation renewal resource silent start tabs";
const ROOMS = "flow token claims policy edge";

/**
 * @param wasm the module with the names of its functions, mangled
 * @returns for each part, largest first, its files, and `{ what, functions, raw, brotli }` of both
 */
export function attribute(wasm) {
  const { functions, data } = read(wasm);
  const placed = functions.map((part) => ({ ...part, place: placeOf(part.name) }));
  const all = [...placed, { name: "", bytes: data, place: ["words and tables", "all"] }];
  const whole = compressed(all);
  // What brotli would save without these bytes: what looks like something elsewhere costs little wherever it stands.
  const sum = (what, parts) => {
    const gone = new Set(parts);
    const raw = parts.reduce((bytes, part) => bytes + part.bytes.length, 0);
    return { what, functions: parts.length, raw, brotli: whole - compressed(all.filter((part) => !gone.has(part))) };
  };
  const split = (parts, by) => [...grouped(parts, by)].map(([what, of]) => [sum(what, of), of]).sort(([a], [b]) => b.raw - a.raw);
  return split(all, ({ place }) => place[0]).map(([part, of]) => [part, split(of, ({ place }) => place[1]).map(([file]) => file)]);
}

function grouped(parts, by) {
  const groups = new Map();
  for (const part of parts) groups.set(by(part), [...(groups.get(by(part)) ?? []), part]);
  return groups;
}

export function table(parts) {
  const row = ({ what, functions, raw, brotli }, indent) =>
    (indent + what).padEnd(40) + [functions, raw, brotli].map((figure) => String(figure).padStart(10)).join("");
  const large = ({ raw }) => raw >= 400;
  const rows = parts.flatMap(([part, files]) => [
    row(part, ""),
    ...(files.length > 1 ? files.filter(large).map((file) => row(file, "  ")) : []),
  ]);
  return ["what costs the bytes of the module      functions       raw    brotli", ...rows].join("\n");
}

// Not 11: that takes a second for each of a hundred rows, and gives the same order.
function compressed(parts) {
  return brotliCompressSync(Buffer.concat(parts.map(({ bytes }) => bytes)), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
}

/** Room and file from the mangled name of what was written there; of a crate its name. */
export function placeOf(name) {
  const [crate, module, file] = pathIn(name);
  if (crate !== "claimgate") return ["crates", crate ?? "what wasm-bindgen adds"];
  if (CONDUCTORS.split(" ").includes(module)) return ["conductors", module];
  return ROOMS.split(" ").includes(module) ? [module, file ?? "mod"] : ["base modules", module ?? "lib"];
}

// The first path of a name in Rust's scheme (v0) is where its code stands, also for methods: crate, then modules and items.
function pathIn(name) {
  const start = name.search(/Cs[0-9A-Za-z]*_/);
  if (start < 0) return [];
  const path = [];
  let rest = name.slice(start).replace(/^Cs[0-9A-Za-z]*_/, "");
  for (let part = /^(?:s[0-9A-Za-z]*_)?(\d+)_?/.exec(rest); part; part = /^(?:s[0-9A-Za-z]*_)?(\d+)_?/.exec(rest)) {
    const length = Number(part[1]);
    path.push(rest.slice(part[0].length, part[0].length + length));
    rest = rest.slice(part[0].length + length);
  }
  return path;
}
