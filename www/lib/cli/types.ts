import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RoleMap } from "../types.js";
import { type Command, JSON_OPTION } from "./command.js";
import { Fault, shown } from "./fault.js";
import { loadMap, namesOf, patternsOf } from "./map-file.js";
import type { Io } from "./terminal.js";

export const types: Command = {
  name: "types",
  summary: "writes the names of a role map as TypeScript types",
  usage: "MAP [--out FILE] [--check] [--json]",
  about: `An app that imports its map as JSON needs none of this: \`Register\` infers the names. It is for a server, a design system or
tests that do not import the map.`,
  positionals: { least: 1, most: 1 },
  options: {
    out: { value: "FILE", says: "a .ts or .d.ts file to write (default: standard output)" },
    check: { says: "writes nothing; exits 1 when FILE is not what would be written" },
    ...JSON_OPTION,
  },
  examples: [
    ["npx claimgate types src/role-map.json --out src/role-map.types.ts", "Permission, Role and Route as unions of names"],
    ["npx claimgate types src/role-map.json --out src/role-map.types.ts --check", "for CI: fails when the file is behind the map"],
  ],
  async run({ positionals: [name = ""], has, value }, io) {
    const out = value("out");
    if (has("check") && out === undefined) throw new Fault("`--check` needs `--out FILE`, the file to compare with");
    const { map } = await loadMap(name, io);
    if (has("json")) io.out(`${JSON.stringify(names(map), null, 2)}\n`);
    const text = declarations(name, map);
    if (out === undefined) {
      if (!has("json")) io.out(text);
      return 0;
    }
    return has("check") ? compare(out, text, io) : write(out, text, io);
  },
};

function names(map: RoleMap) {
  return { permissions: namesOf(map.permissions), roles: namesOf(map.roles), routes: patternsOf(map) };
}

function declarations(name: string, map: RoleMap): string {
  const { permissions, roles, routes } = names(map);
  const source = name === "-" ? "a role map" : path.basename(name).replace(/\s/g, " ");
  return `// The names of ${source}, written by \`npx claimgate types\`: write it again rather than change it.

/** \`\${string}\` stands for a captured value. Any string where the map declares no permissions. */
export type Permission =${union(map.permissions && permissions, template)};

export type Role =${union(map.roles && roles, JSON.stringify)};

/** The patterns of the route rules. */
export type Route =${union(routes, JSON.stringify)};
`;
}

/** Nothing declared is any string; declared and empty is none. */
function union(names: readonly string[] | undefined, typeOf: (name: string) => string): string {
  if (names === undefined) return " string";
  return names.length === 0 ? " never" : names.map((name) => `\n  | ${typeOf(name)}`).join("");
}

// Names hold letters, digits and `. _ - :` besides captures, so that a template literal needs no escape.
function template(name: string): string {
  return name.includes("{") ? `\`${name.replace(/\{[^}]*\}/g, `\${string}`)}\`` : JSON.stringify(name);
}

function compare(out: string, text: string, io: Io): number {
  const file = path.resolve(io.cwd, out);
  if (existsSync(file) && readFileSync(file, "utf8").replace(/\r\n/g, "\n") === text) return 0;
  io.err(`${out} is not what the role map says: run the same without --check\n`);
  return 1;
}

function write(out: string, text: string, io: Io): number {
  if (!/\.[cm]?tsx?$/.test(out)) throw new Fault(`${shown(out)} is no TypeScript file`, { hint: "end it in .ts or .d.ts" });
  try {
    writeFileSync(path.resolve(io.cwd, out), text);
  } catch (error) {
    throw new Fault(`${shown(out)} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
  io.err(`wrote ${out}\n`);
  return 0;
}
