import { writeFileSync } from "node:fs";
import path from "node:path";
import { type Command, JSON_OPTION } from "./command.js";
import { Fault, shown } from "./fault.js";
import { loadMap } from "./map-file.js";
import { type Answer, type Matrix, matrixOf, type Row } from "./matrix-model.js";
import { matrixPage } from "./matrix-page.js";
import { type Io, palette } from "./terminal.js";

export const matrix: Command = {
  name: "matrix",
  summary: "shows every role against every permission and route",
  usage: "MAP [--html FILE] [--json]",
  about: `A person who has just that role is asked about, and the policy answers. \`signed in\` is anybody who is, without a
role of their own. Groups that give permissions by themselves have a column too. Captured values are asked about as "sample".`,
  positionals: { least: 1, most: 1 },
  options: { html: { value: "FILE", says: "writes one page that needs nothing else, to look at, send or print" }, ...JSON_OPTION },
  examples: [
    ["npx claimgate matrix src/role-map.json", "a table in the terminal"],
    ["npx claimgate matrix src/role-map.json --html who-may-what.html", "a page with a filter, and the reason behind each answer"],
  ],
  async run({ positionals: [name = ""], has, value }, io) {
    const found = await matrixOf(await loadMap(name, io), io.now);
    const html = value("html");
    if (has("json")) io.out(`${JSON.stringify(plain(found), null, 2)}\n`);
    if (html !== undefined) write(html, found, io);
    else if (!has("json")) io.out(table(found, io));
    return 0;
  },
};

function write(html: string, found: Matrix, io: Io): void {
  try {
    writeFileSync(path.resolve(io.cwd, html), matrixPage({ ...found, file: path.basename(found.file) }));
  } catch (error) {
    throw new Fault(`${shown(html)} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
  io.err(`wrote ${html}\n`);
}

function plain({ file, digest, columns, permissions, routes }: Matrix) {
  const row = ({ name, about, asked, cells }: Row) => {
    const answers = columns.map(({ id }, place) => [id, { answer: cells[place]?.answer, reason: cells[place]?.reason }]);
    return { name, about, asked, answers: Object.fromEntries(answers) };
  };
  const people = columns.map(({ id, name, about }) => ({ id, name, about }));
  return { file, digest, columns: people, permissions: permissions.map(row), routes: routes.map(row) };
}

/** In blocks of as many columns as the terminal is wide. */
function table(found: Matrix, io: Io): string {
  const first = Math.max(...[...found.permissions, ...found.routes].map(({ name }) => name.length), 6);
  const blocks: number[][] = [[]];
  let used = first;
  found.columns.forEach(({ name }, place) => {
    if (used + name.length + 2 > io.columns && blocks.at(-1)?.length) {
      blocks.push([]);
      used = first;
    }
    blocks.at(-1)?.push(place);
    used += name.length + 2;
  });
  return `${blocks.map((places) => block(found, places, first, io)).join("\n\n")}\n\n${legend(found, io)}\n`;
}

function block({ columns, permissions, routes }: Matrix, places: readonly number[], first: number, io: Io): string {
  const { bold, dim } = palette(io);
  const widths = places.map((place) => columns[place]?.name.length ?? 0);
  const line = ({ name, cells }: Row) => {
    const marks = places.map((place, index) => centred(cells[place]?.answer ?? "no", widths[index] ?? 0, io));
    return `${name.padEnd(first)}  ${marks.join("  ")}`.trimEnd();
  };
  const heading = (title: string) => `${bold(title.padEnd(first))}  ${bold(places.map((place) => columns[place]?.name).join("  "))}`;
  const part = (title: string, rows: readonly Row[]) =>
    rows.length === 0 ? [] : [heading(title), dim("─".repeat(first)), ...rows.map(line)];
  return [...part("permissions", permissions), "", ...part("routes", routes)].join("\n").trim();
}

function centred(answer: Answer, width: number, io: Io): string {
  const before = Math.floor((width - 1) / 2);
  return " ".repeat(before) + mark(answer, io) + " ".repeat(width - 1 - before);
}

function mark(answer: Answer, io: Io): string {
  const { letter, colour } = MARKS[answer];
  return palette(io)[colour](letter);
}

function legend({ columns, permissions, routes, digest }: Matrix, io: Io): string {
  const { dim } = palette(io);
  const seen = new Set([...permissions, ...routes].flatMap(({ cells }) => cells.map(({ answer }) => answer)));
  const marks = (Object.keys(MARKS) as Answer[])
    .filter((answer) => seen.has(answer))
    .map((answer) => `${mark(answer, io)} ${MARKS[answer].means}`);
  const groups = columns.some(({ id }) => id.startsWith("group:")) ? ["columns with a `{capture}` are groups"] : [];
  return [marks.join("   "), dim(["signed in: anybody who is, without a role", ...groups].join("; ")), dim(`role map ${digest}`)].join(
    "\n",
  );
}

const MARKS: Readonly<Record<Answer, { letter: string; colour: "green" | "yellow" | "cyan" | "dim" | "red"; means: string }>> = {
  yes: { letter: "✓", colour: "green", means: "may" },
  some: { letter: "~", colour: "yellow", means: "for some values" },
  scope: { letter: "s", colour: "yellow", means: "with the scope" },
  "step-up": { letter: "↑", colour: "yellow", means: "after signing in again" },
  "sign-in": { letter: "→", colour: "cyan", means: "must sign in" },
  no: { letter: "·", colour: "dim", means: "may not" },
  deny: { letter: "✗", colour: "red", means: "denied outright" },
};
