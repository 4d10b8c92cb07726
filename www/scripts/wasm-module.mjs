// Reads and writes what we need of a WebAssembly module: its functions, their names, its data.

// Ids of sections, and of the part of the section "name" that holds those of functions.
const [CUSTOM, IMPORTS, CODE, DATA] = [0, 2, 10, 11];
const FUNCTION_NAMES = 1;

/** @returns `{ functions, data, imports }`: each function that the module holds with `{ name, bytes }`, and how many it imports */
export function read(wasm) {
  const found = { imports: 0, bodies: [], names: new Map(), data: Buffer.alloc(0) };
  for (const { id, name, section } of sections(wasm)) {
    if (id === IMPORTS) found.imports = importedFunctions(section);
    if (id === CODE) found.bodies = bodiesOf(section);
    if (id === DATA) found.data = section;
    if (name === "name") for (const [index, given] of namesOf(section)) found.names.set(index, given);
  }
  const named = (bytes, index) => ({ name: found.names.get(index + found.imports) ?? "", bytes });
  return { functions: found.bodies.map(named), data: found.data, imports: found.imports };
}

/** The module with these names for the functions that it holds, and without whatever it said of itself before. */
export function withNames(wasm, names) {
  const { imports } = read(wasm);
  const list = Buffer.concat([leb(names.length), ...names.flatMap((name, index) => [leb(index + imports), text(name)])]);
  const section = Buffer.concat([text("name"), Buffer.from([FUNCTION_NAMES]), leb(list.length), list]);
  return Buffer.concat([withSections(wasm, ({ id }) => id !== CUSTOM), Buffer.from([CUSTOM]), leb(section.length), section]);
}

/** The module with those sections only that are `wanted({ id, name })`; those of the standard's own kinds have no name. */
export function withSections(wasm, wanted) {
  return Buffer.concat([wasm.subarray(0, 8), ...[...sections(wasm)].filter(wanted).map(({ whole }) => whole)]);
}

function* sections(wasm) {
  for (let at = 8; at < wasm.length; ) {
    const [length, start] = number(wasm, at + 1);
    const section = wasm.subarray(start, start + length);
    yield {
      id: wasm[at],
      name: wasm[at] === CUSTOM ? textAt(section, 0)[0] : undefined,
      section,
      whole: wasm.subarray(at, start + length),
    };
    at = start + length;
  }
}

// wasm-bindgen's module imports functions only, and every one by two texts, a kind and a type.
function importedFunctions(section) {
  let [count, at] = number(section, 0);
  let functions = 0;
  for (; count > 0; count--) {
    for (const _ of ["module", "name"]) [, at] = textAt(section, at);
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

// Of the section "name" the indices and names of functions.
function namesOf(section) {
  const names = [];
  for (let [, at] = textAt(section, 0); at < section.length; ) {
    const [size, inside] = number(section, at + 1);
    if (section[at] === FUNCTION_NAMES) {
      let [count, next] = number(section, inside);
      for (; count > 0; count--) {
        const [index, afterIndex] = number(section, next);
        const [name, afterName] = textAt(section, afterIndex);
        names.push([index, name]);
        next = afterName;
      }
    }
    at = inside + size;
  }
  return names;
}

function textAt(bytes, at) {
  const [length, start] = number(bytes, at);
  return [bytes.subarray(start, start + length).toString(), start + length];
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

function leb(value) {
  const bytes = [];
  for (let left = value; bytes.length === 0 || left > 0; left = Math.floor(left / 128)) bytes.push((left % 128) | (left > 127 ? 128 : 0));
  return Buffer.from(bytes);
}

function text(value) {
  return Buffer.concat([leb(Buffer.byteLength(value)), Buffer.from(value)]);
}
