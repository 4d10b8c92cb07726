// The JSON Schema against the loader: it never refuses a map that loads, and refuses what does not, as far as a schema can see.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { loadPolicy } from "claimgate";
import schema from "claimgate/role-map.schema.json" with { type: "json" };
import { at } from "../../www/scripts/run.mjs";
import { everything } from "./support/everything.mjs";
import { vectorFiles } from "./support/vector-files.mjs";

// `strictRequired` wants `required` beside `properties`: not so in a condition.
const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
ajv.addSchema(schema, "map");
const accepts = ajv.getSchema("map");

/** What a schema cannot see, by the code of the finding. */
const UNSEEN = {
  not_json: "an editor says so itself",
  duplicate_key: "the last of two keys is all that a schema is shown",
  unknown_permission: "compares with the keys of `permissions`",
  unknown_role: "compares with the keys of `roles`",
  role_cycle: "follows `inherits`",
  too_large: "follows `inherits`, counts bytes, or spells patterns out; counts of elements are seen",
};

/** Seen, unless two places of the map have to be compared: these vectors are accepted. */
const COMPARED = {
  unbound_capture: {
    "8 a capture that no pattern binds": "names of `match` and of a grant",
    "8 a capture in an except that no pattern binds": "names of `match` and of an exception",
    "a capture that the pattern does not bind": "names of `path` and of a permission",
  },
  bad_format: { "R20 format {c}:{value}:{d}": "names of `each` and of `format`" },
  duplicate_capture: { "twin captures": "names of two `each`" },
};

describe("the vectors of role maps", () => {
  const cases = vectorFiles("role_map").flatMap(([file, list]) => list.map((vector) => ({ file, vector, ...read(vector) })));
  const good = cases.filter(({ codes }) => codes.length === 0);
  const bad = cases.filter(({ codes }) => codes.length > 0);

  test("every map that loads is accepted", (t) => {
    assert.deepEqual(named(good.filter(({ map }) => !accepts(map))), []);
    assert.ok(good.length > 1000, `only ${good.length}`);
    t.diagnostic(`${good.length} accepted`);
  });

  test("every map with a fault that a schema can see is refused", (t) => {
    const seen = bad.filter(({ vector, codes }) => codes.some((code) => !(code in UNSEEN) && !COMPARED[code]?.[vector.name]));
    assert.deepEqual(named(seen.filter(({ map }) => accepts(map))), []);
    assert.ok(seen.length > 250, `only ${seen.length}`);
    t.diagnostic(`${seen.length} refused, ${bad.length - seen.length} with nothing that a schema can see`);
  });

  test("every count above a limit is refused, but for those that compare", () => {
    const counted = bad.filter(({ vector }) => vector.name.endsWith("are too many") && !/ shapes? of /.test(vector.name));
    assert.deepEqual(named(counted.filter(({ map }) => accepts(map))), []);
    assert.ok(counted.length > 15, `only ${counted.length}`);
  });

  test("no fault is called unseen without a vector, and no vector is excepted that is refused", () => {
    const told = new Set(bad.flatMap(({ codes }) => codes));
    assert.deepEqual(
      Object.keys(UNSEEN).filter((code) => !told.has(code)),
      [],
    );
    for (const [code, names] of Object.entries(COMPARED)) {
      for (const name of Object.keys(names)) {
        const excepted = bad.filter(({ vector, codes }) => vector.name === name && codes.includes(code));
        assert.deepEqual(
          excepted.map(({ map }) => accepts(map)),
          [true],
          name,
        );
      }
    }
  });

  /** `map` is undefined where the text is no JSON for JavaScript either. */
  function read({ map, expect }) {
    const codes = (expect?.findings ?? []).map(({ code }) => code);
    if (typeof map !== "string") return { map, codes };
    try {
      return { map: JSON.parse(map), codes };
    } catch {
      return { codes };
    }
  }

  const named = (list) => list.map(({ file, vector }) => `${file}: ${vector.name}`);
});

describe("the schema and the loader agree", () => {
  // Every name that the sources of the three rooms spell out, and every one of the schema: a key, a preset or a choice that
  // only one of the two knows is among them.
  const words = [
    ...new Set([
      ...namesInSources("src/policy", "src/claims", "src/presets"),
      ...choicesOf(schema),
      ...propertiesOf(schema).map(([name]) => name),
    ]),
  ].sort();
  const places = [...walk(everything)];

  test("on a map that uses every key", async () => {
    assert.deepEqual(await findings(everything), []);
    assert.ok(accepts(everything), ajv.errorsText(accepts.errors));
    const used = places.flatMap(({ value }) => (isObject(value) ? Object.keys(value) : []));
    const ofPresets = Object.values(schema.$defs).flatMap(({ properties }) => (properties?.preset ? Object.keys(properties) : []));
    const offered = propertiesOf(schema).map(([name]) => name);
    assert.deepEqual(
      offered.filter((name) => !used.includes(name) && !ofPresets.includes(name)),
      [],
    );
  });

  test("on the keys of every object", async (t) => {
    let count = 0;
    for (const { path, value } of oneOfEachKind(places.filter(({ path, value }) => isObject(value) && isFixed(path)))) {
      for (const word of words.filter((word) => !(word in value))) {
        // A step is known by its only key.
        const isStep = path.at(-2) === "normalise";
        const map = changed(path, isStep ? { [word]: true } : { ...value, [word]: true });
        const pointer = pointerOf([...path, word]);
        const unknown = (await findings(map)).some(({ code, pointer: at }) => /^(unknown_key|bad_step)$/.test(code) && at === pointer);
        accepts(map);
        const refused = accepts.errors?.some(
          ({ keyword, instancePath, params }) =>
            keyword === "additionalProperties" && instancePath === pointerOf(path) && params.additionalProperty === word,
        );
        assert.equal(Boolean(refused), unknown, pointer);
        count += 1;
      }
    }
    assert.ok(count > 4000, `only ${count}`);
    t.diagnostic(`${count} keys`);
  });

  test("on the presets and their parameters", async () => {
    const known = [];
    for (const preset of words) {
      const needs = (await findings({ version: 1, claims: { preset } })).map(({ code, message }) =>
        code === "missing_key" ? /`(.+)`/.exec(message)[1] : code,
      );
      await same({ version: 1, claims: preset });
      if (needs.includes("unknown_preset")) continue;
      known.push(preset);
      const least = { preset, ...Object.fromEntries(needs.map((name) => [name, "x"])) };
      assert.deepEqual(await findings({ version: 1, claims: least }), []);
      await same({ version: 1, claims: least });
      for (const name of words.filter((word) => word !== "preset")) {
        for (const value of ["x", "", 1, {}]) await same({ version: 1, claims: { ...least, [name]: value } });
        const { [name]: _, ...without } = least;
        await same({ version: 1, claims: without });
      }
    }
    assert.ok(known.length >= 15, known.join());
  });

  test("on keys that are left out, and values of another type", async (t) => {
    let count = 0;
    for (const { path } of places.filter(({ path }) => path.length > 0)) {
      for (const value of [
        undefined,
        null,
        true,
        false,
        0,
        1,
        -1,
        1.5,
        "",
        "x",
        "*{",
        "\u0000 é",
        "$",
        [],
        ["x"],
        ["x", "x"],
        {},
        { "x-note": 1 },
      ]) {
        await same(changed(path, value));
        count += 1;
      }
    }
    t.diagnostic(`${count} values`);
  });

  test("on every text of the vectors in every place", async (t) => {
    const maps = vectorFiles("role_map").flatMap(([, list]) => list.map(({ map }) => map));
    const texts = oneOfEachShape([...atTheLimits(), ...maps.filter(isObject).flatMap(textsOf)]);
    const choices = choicesOf(schema);
    const strings = oneOfEachKind(places.filter(({ path, value }) => typeof value === "string" && !takesAnything(path)));
    const names = places.filter(({ path, value }) => isObject(value) && hasFreeNames(path));
    for (const { path, value } of strings) {
      for (const text of choices.includes(value) ? words : texts) await same(changed(path, text));
    }
    for (const { path, value } of names) {
      for (const text of texts) await same(changed(path, { ...value, [text]: Object.values(value)[0] }));
    }
    assert.ok(texts.length > 300, `only ${texts.length}`);
    t.diagnostic(`${texts.length} texts in ${strings.length + names.length} places`);
  });

  function atTheLimits() {
    const names = [64, 65].map((length) => "n".repeat(length));
    const paths = [64, 65].flatMap((count) => ["", "/*"].map((end) => "/a".repeat(count) + end));
    const optional = [6, 7].map((count) => Array.from({ length: count }, (_, at) => `/:p${at}?`).join(""));
    return [...names.flatMap((name) => [`{${name}}`, `/:${name}`, `{${name}}:{value}`]), ...paths, ...optional];
  }

  /** Free text for both; if only one of them takes it, the values above tell. */
  function takesAnything(path) {
    return ["*{", "\u0000 é", "$", "..", "{a}{a}"].every((text) => accepts(changed(path, text)));
  }

  /** Whatever loads is accepted; whatever is accepted and does not load has only faults that need a comparison. */
  async function same(map) {
    const codes = (await findings(map)).map(({ code }) => code);
    if (accepts(map)) {
      assert.deepEqual(
        codes.filter((code) => !(code in UNSEEN) && !(code in COMPARED)),
        [],
        JSON.stringify(map),
      );
    } else {
      assert.notEqual(codes.length, 0, `${ajv.errorsText(accepts.errors)}\n${JSON.stringify(map)}`);
    }
  }
});

describe("an editor", () => {
  test("has one line and an example for every key", () => {
    for (const [name, property] of propertiesOf(schema)) {
      const { description, examples } = { ...resolved(property), ...property };
      assert.match(description ?? "", /^[^\n]{10,140}$/, name);
      assert.ok(examples?.length > 0 || "const" in property || "enum" in property, `${name} has no example`);
    }
  });

  test("is given examples that are right", () => {
    let count = 0;
    for (const [pointer, { examples }] of subschemas(schema)) {
      const judge = examples && ajv.getSchema(`map#${pointer}`);
      for (const example of examples ?? []) {
        assert.ok(judge(example), `${pointer}: ${JSON.stringify(example)} ${ajv.errorsText(judge.errors)}`);
        count += 1;
      }
    }
    assert.ok(count > 80, `only ${count}`);
  });

  test("is shown the schema by the demo's map and by the map of the type tests", () => {
    for (const file of ["www/demo/src/role-map.json", "tests/types/role-map.json"]) {
      const { $schema, ...map } = JSON.parse(readFileSync(at(file), "utf8"));
      assert.deepEqual(JSON.parse(readFileSync(new URL($schema, `file://${at(file)}`), "utf8")), schema, file);
      assert.ok(accepts(map), ajv.errorsText(accepts.errors));
    }
  });

  function resolved({ $ref }) {
    if (!$ref) return {};
    const target = schema.$defs[$ref.replace("#/$defs/", "")];
    return { ...resolved(target), ...target };
  }
});

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the keys are the same in every map: those of `claims` depend on the preset, free notes on their author. */
function isFixed(path) {
  return !hasFreeNames(path) && !path.includes("x-note") && pointerOf(path) !== "/claims";
}

/** Of the places whose last two keys are the same, the first: the whole would take minutes. */
function oneOfEachKind(places) {
  const kind = ({ path }) => JSON.stringify([path.filter((key) => typeof key === "string").slice(-2), typeof path.at(-1)]);
  return [...new Map(places.map((place) => [kind(place), place]).reverse()).values()];
}

/** Of the texts that differ only in which letters or digits they have, the first; long ones may differ in what a limit counts. */
function oneOfEachShape(texts) {
  const shape = (text) => (text.length > 40 ? text : text.replace(/[A-Za-z]+/g, "a").replace(/[0-9]+/g, "0"));
  return [...new Map(texts.map((text) => [shape(text), text]).reverse()).values()];
}

/** Whether every key is a name. */
function hasFreeNames(path) {
  return /^(permissions|roles|alias)$/.test(path.at(-1)) && (path.length === 1 || path.at(-1) === "alias");
}

function pointerOf(path) {
  return path.map((key) => `/${escaped(key)}`).join("");
}

function escaped(key) {
  return String(key).replaceAll("~", "~0").replaceAll("/", "~1");
}

async function findings(map) {
  try {
    await loadPolicy(map);
    return [];
  } catch (error) {
    assert.equal(error.code, "map_invalid");
    return error.findings;
  }
}

/** Every value of the map with the keys that lead to it. */
function* walk(value, path = []) {
  yield { path, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** `everything`, less the sections that do not matter, with another value at `path`; `undefined` removes it. */
function changed(path, value) {
  if (path.length === 0) return value;
  const { version, permissions, roles } = everything;
  const map = structuredClone({ version, permissions, roles, [path[0]]: everything[path[0]] });
  const last = path.at(-1);
  const owner = path.slice(0, -1).reduce((inner, key) => inner[key], map);
  if (value === undefined && Array.isArray(owner)) owner.splice(last, 1);
  else if (value === undefined) delete owner[last];
  else owner[last] = value;
  return map;
}

function textsOf(map) {
  return [...walk(map)].flatMap(({ value }) => (typeof value === "string" ? [value] : isObject(value) ? Object.keys(value) : []));
}

function namesInSources(...folders) {
  // What lies deeper (lint) judges a map that was read and reads none itself.
  const sources = (folder) => readdirSync(at(folder)).filter((name) => name.endsWith(".rs"));
  const files = folders.flatMap((folder) => sources(folder).map((name) => readFileSync(at(folder, name), "utf8")));
  return files.flatMap((text) => [...text.matchAll(/"([$A-Za-z][A-Za-z0-9$_-]*)"/g)].map(([, name]) => name));
}

/** Every text that is one of a closed list. */
function choicesOf(root) {
  const choices = [...subschemas(root)].flatMap(([, part]) => [...(part.enum ?? []), part.const]);
  return choices.filter((value) => typeof value === "string");
}

/** The keys that the schema offers, with what it says of each; not those that a condition only narrows. */
function propertiesOf(root) {
  const isOffered = ([pointer, part]) =>
    isObject(part.properties) && !/\/(allOf|if|then|else|closedBody|closedGrant)\b|Tokens\/patternProperties\/[^/]*$/.test(pointer);
  return [...subschemas(root)]
    .filter(isOffered)
    .flatMap(([, part]) => Object.entries(part.properties).filter(([, property]) => isObject(property)));
}

function* subschemas(part, pointer = "") {
  if (!isObject(part) && !Array.isArray(part)) return;
  if (isObject(part)) yield [pointer, part];
  for (const [key, inner] of Object.entries(part)) if (key !== "examples") yield* subschemas(inner, `${pointer}/${escaped(key)}`);
}
