import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Fault } from "./fault.js";
import { examplePeople } from "./idp-people.js";
import type { ProviderGuide } from "./init-providers.js";

export interface Plan {
  readonly guide: ProviderGuide;
  readonly issuer: string;
  readonly clientId: string;
  readonly router: "react-router" | "tanstack" | "none";
  /** Relative to where the command runs, with `/`. */
  readonly dir: string;
  /** Auth0's. */
  readonly namespace: string;
  /** Where the app runs. */
  readonly origin: string;
}

/** Names relative to where the command runs. */
export function filesFor(plan: Plan, cwd: string): ReadonlyMap<string, string> {
  const at = (name: string) => path.posix.join(plan.dir, name);
  const template = new URL(`./templates/${plan.router}.tsx`, import.meta.url);
  const files: [string, string][] = [
    [at("gate.ts"), gate(plan)],
    [at("role-map.json"), json(roleMap(plan, cwd))],
    [at("gated-app.tsx"), readFileSync(template, "utf8")],
  ];
  return new Map(plan.guide.name === "dev" ? [...files, ["users.json", json(examplePeople())]] : files);
}

/** All or none. @throws {Fault} where one is there already */
export function writeAll(files: ReadonlyMap<string, string>, force: boolean, cwd: string): string[] {
  const there = [...files.keys()].filter((file) => existsSync(path.resolve(cwd, file)));
  if (there.length > 0 && !force) {
    const names = there.map((file) => `\`${file}\``).join(", ");
    throw new Fault(`nothing is written, since there is already ${names}`, { hint: "--force overwrites, --dir DIR writes elsewhere" });
  }
  for (const [file, text] of files) write(path.resolve(cwd, file), text, file);
  return [...files.keys()];
}

function write(file: string, text: string, name: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Fault(`\`${name}\` cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

function gate({ issuer, clientId }: Plan): string {
  return `import { createGate } from "claimgate";
import roleMap from "./role-map.json";

export const gate = createGate({
  issuer: ${JSON.stringify(issuer)},
  clientId: ${JSON.stringify(clientId)},
  roleMap,
  // Where \`gate.fetch\` may send the access token:
  // apiOrigins: ["https://api.acme.example"],
});

// Hooks and components know your permissions: a misspelt one does not compile.
declare module "claimgate" {
  interface Register {
    gate: typeof gate;
  }
}
`;
}

function roleMap({ guide, issuer, namespace, dir }: Plan, cwd: string): object {
  return {
    $schema: schemaFrom(path.resolve(cwd, dir), cwd),
    version: 1,
    permissions: {
      "projects:read": "See the projects",
      "projects:write": "Create and edit projects",
      "admin:users:manage": "Manage users",
    },
    roles: {
      viewer: { allow: ["projects:read"] },
      editor: { inherits: ["viewer"], allow: ["projects:write"] },
      admin: { inherits: ["editor"], allow: ["admin:**"] },
    },
    groups: [
      { match: "app-admins", roles: ["admin"] },
      { match: "app-editors", roles: ["editor"] },
      { match: "$authenticated", roles: ["viewer"] },
    ],
    claims: guide.claims(issuer, namespace),
    routes: {
      default: "authenticated",
      rules: [
        { path: "/", public: true },
        { path: "/projects/*", all: ["projects:read"] },
        { path: "/admin/*", all: ["admin:users:manage"] },
      ],
      forbidden: "/forbidden",
    },
    landing: [{ permission: "projects:read", to: "/projects" }],
  };
}

/** From the map's folder to the installed package, or to where `npm install` will put it. */
function schemaFrom(folder: string, cwd: string): string {
  let root = cwd;
  for (let above = cwd; above !== path.dirname(above); above = path.dirname(above)) {
    if (existsSync(path.join(above, "node_modules/claimgate"))) {
      root = above;
      break;
    }
  }
  const relative = path.relative(folder, path.join(root, "node_modules/claimgate/dist/role-map.schema.json")).split(path.sep).join("/");
  return relative.startsWith(".") ? relative : `./${relative}`;
}

/** Two spaces, with what is short on one line, as formatters have it. */
function json(value: unknown): string {
  return `${laid(value, "")}\n`;
}

function laid(value: unknown, indent: string): string {
  const flat = oneLine(value);
  if (typeof value !== "object" || value === null || (indent !== "" && flat.length + indent.length <= 90)) return flat;
  const deeper = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => deeper + laid(item, deeper))
    : Object.entries(value).map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${laid(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${items.join(",\n")}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
