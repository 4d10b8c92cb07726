// The code of a page of the manual as files: each block names its own in the first line.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { at } from "../../../www/scripts/run.mjs";
import { installed, link } from "./packed.mjs";

export const ROLE_MAP = {
  version: 1,
  permissions: {
    "projects:read": "See the projects",
    "projects:write": "Create projects",
    "project:{id}:read": "",
    "admin:users:manage": "",
  },
  roles: { viewer: { allow: ["projects:read"] }, editor: { inherits: ["viewer"], allow: ["projects:write"] } },
  groups: [
    { match: "app-editors", roles: ["editor"] },
    { match: "$authenticated", roles: ["viewer"] },
  ],
  routes: {
    rules: [
      { path: "/", public: true },
      { path: "/projects", all: ["projects:read"] },
      { path: "/admin/*", all: ["admin:users:manage"] },
    ],
  },
  landing: [{ to: "/projects" }],
};

/** Writes the blocks of `pages` beside an installed package; `folder`, and the names of the files. */
export async function writeManual(name, pages) {
  const packed = await installed();
  const folder = path.join(packed, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  link(packed, ["vite", "vitest", "@testing-library/react", "@types/react", "@types/react-dom", "@types/node", "playwright-core"]);
  const files = pages.flatMap((page) => blocksOf(page));
  for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  writeFileSync(path.join(folder, "role-map.json"), JSON.stringify(ROLE_MAP));
  return { folder, files: files.map(([file]) => file), packed };
}

/** The role maps of `page` that have rows below them, as `{ name, map, cases, text }`: one of each section. */
export function recipesOf(page) {
  const [, ...sections] = readManual(page).split(/^# /m).slice(1);
  return sections.map((text) => {
    const [name] = text.split("\n", 1);
    const [, map, cases] = /^```json role-map\n([\s\S]*?)\n```\n\n```json cases\n([\s\S]*?)\n```$/m.exec(text) ?? [];
    if (cases === undefined) throw new Error(`${page}: ${name}: no map with rows below it`);
    return { name, map: JSON.parse(map), cases: JSON.parse(cases), text };
  });
}

/** Of each provider that `page` takes step by step: its file, and what goes under `claims` of the role map. */
export function stepsOf(page) {
  const sections = [...readManual(page).matchAll(/^# .+, step by step\n([\s\S]*?)(?=^# )/gm)].map(([, text]) => text);
  return sections.map((text) => {
    const [, claims, file] = /^```json claims\n([\s\S]*?)\n```\n\n```ts\n\/\/ (\S+)\n/m.exec(text) ?? [];
    if (file === undefined) throw new Error(`${page}: no claims with a gate below them:\n${text}`);
    return { file, claims: JSON.parse(claims) };
  });
}

function blocksOf(page) {
  const text = readManual(page);
  const blocks = [...text.matchAll(/^```(?:tsx?|js)\n([\s\S]*?)\n```$/gm)].map(([, block]) => block);
  return blocks.map((block) => {
    const [, file] = /^\/\/ (\S+)\n/.exec(block) ?? [];
    if (file === undefined) throw new Error(`${page}: a block names no file in its first line:\n${block}`);
    return [file, `${block}\n`];
  });
}

function readManual(page) {
  return readFileSync(at("src/manual", page), "utf8");
}
