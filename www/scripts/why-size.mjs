// What costs the bytes: the module's functions by the file that they were written in.
import { brotliCompressSync, constants } from "node:zlib";

// Ids of a WebAssembly module's sections.
const [CUSTOM, IMPORTS, CODE, DATA] = [0, 2, 10, 11];
const CONDUCTORS =
  "access admission alone answers binding diagnostics gate keeping login logout operation renewal resource silent start tabs";
const ROOMS = "flow token claims policy edge";

/**
 * @param wasm the module with the names of its functions, mangled
 * @returns for each part, largest first, its files, and `{ what, functions, raw, brotli }` of both
 */
export function attribute(wasm) {
  const { functions, data } = read(wasm);
  const all = [...functions, { name: "", bytes: data, place: ["words and tables", "all"] }];
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

function read(wasm) {
  const found = { imports: 0, bodies: [], names: new Map(), data: Buffer.alloc(0) };
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const [length, start] = number(wasm, at + 1);
    const section = wasm.subarray(start, start + length);
    if (id === IMPORTS) found.imports = importedFunctions(section);
    if (id === CODE) found.bodies = bodiesOf(section);
    if (id === DATA) found.data = section;
    if (id === CUSTOM) for (const [index, name] of namesOf(section)) found.names.set(index, name);
    at = start + length;
  }
  const named = (bytes, index) => {
    const name = found.names.get(index + found.imports) ?? "";
    return { name, bytes, place: placeOf(name) };
  };
  return { functions: found.bodies.map(named), data: found.data };
}

// wasm-bindgen's module imports functions only, and every one by two texts, a kind and a type.
function importedFunctions(section) {
  let [count, at] = number(section, 0);
  let functions = 0;
  for (; count > 0; count--) {
    for (const _ of ["module", "name"]) {
      const [length, start] = number(section, at);
      at = start + length;
    }
    if (section[at] !== 0) throw new Error("an import that is no function");
    functions++;
    at = number(section, at + 1)[1];
  }
  return functions;
}

function bodiesOf(section) {
  let [count, at] = number(section, 0);
  const bodies = [];
  for (; count > 0; count--) {
    const [length, start] = number(section, at);
    bodies.push(section.subarray(start, start + length));
    at = start + length;
  }
  return bodies;
}

// Of the section "name", its part 1: indices and names of functions.
function namesOf(section) {
  const [length, start] = number(section, 0);
  const names = [];
  if (section.subarray(start, start + length).toString() !== "name") return names;
  for (let at = start + length; at < section.length; ) {
    const [size, inside] = number(section, at + 1);
    if (section[at] === 1) {
      let [count, next] = number(section, inside);
      for (; count > 0; count--) {
        const [index, afterIndex] = number(section, next);
        const [letters, text] = number(section, afterIndex);
        names.push([index, section.subarray(text, text + letters).toString()]);
        next = text + letters;
      }
    }
    at = inside + size;
  }
  return names;
}

// LEB128.
function number(bytes, at) {
  let [value, shift, next] = [0, 1, at];
  for (;;) {
    const byte = bytes[next++];
    value += (byte & 127) * shift;
    if (byte < 128) return [value, next];
    shift *= 128;
  }
}
