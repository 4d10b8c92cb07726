import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Answer, Cell, Matrix, Row } from "./matrix-model.js";
import { count } from "./terminal.js";

/** One page that loads nothing and runs nothing but its own script. */
export function matrixPage(found: Matrix): string {
  const style = template("matrix.css") + template("matrix-views.css") + columnStyles(found.columns.length);
  const script = template("matrix.js");
  const policy = `default-src 'none'; img-src data:; style-src ${hashOf(style)}; script-src ${hashOf(script)}`;
  const texts = new Texts();
  const body = [...part("Permissions", found.permissions, found, texts), ...part("Routes", found.routes, found, texts)].join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" href="data:,">
<title>Who may do what: ${html(found.file)}</title>
<style>${style}</style>
</head>
<body>
${heading(found)}
${controls(found)}
<div class="frame" tabindex="0" role="region" aria-labelledby="title">
<table${isShort(found) ? ' class="level"' : ""}>
<thead>${columnHeads(found)}</thead>
${body}
</table>
<p class="nothing" id="nothing" hidden>No permission or route matches.</p>
</div>
${legend(found)}
<aside id="why" aria-live="polite" hidden>
<button id="close" aria-label="Close">✕</button><h2 id="why-title"></h2><pre id="why-text"></pre>
</aside>
<script type="application/json" id="texts">${texts.json()}</script>
<script>${script}</script>
</body>
</html>
`;
}

function heading({ file, digest, columns, permissions, routes }: Matrix): string {
  const roles = columns.filter(({ id }) => id.startsWith("role:")).length;
  const rules = routes.filter(({ name }) => name.startsWith("/")).length;
  const sizes = [count(roles, "role"), count(permissions.length, "permission"), count(rules, "route")].join(" · ");
  const short = `<span title="SHA-256 of the role map: ${digest}">map <code>${digest.slice(0, 12)}</code></span>`;
  return `<header><h1 id="title">Who may do what</h1>
<p class="meta"><code>${html(file)}</code><span>${sizes}</span>${short}</p></header>`;
}

function controls({ columns }: Matrix): string {
  const options = columns.map(({ name }, place) => `<option value="${place}">${html(name)}</option>`).join("");
  return `<form class="controls" id="controls">
<label class="filter"><span class="unseen">Filter permissions and routes</span>
<input id="filter" type="search" placeholder="Filter permissions and routes" autocomplete="off" spellcheck="false"></label>
<label class="only"><span>Show</span><select id="only"><option value="">everybody</option>${options}</select></label>
<label class="differ"><input id="differ" type="checkbox"> Where roles differ</label>
<output id="shown" aria-live="polite"></output>
</form>`;
}

/** Whether the names of the columns have room side by side on a wide screen. */
function isShort({ columns }: Matrix): boolean {
  return columns.reduce((sum, { name }) => sum + name.length + 3, 0) <= 100;
}

function columnHeads({ columns }: Matrix): string {
  const kinds = columns.map(({ id }) => kindOf(id));
  const spans = [...new Set(kinds)].map((kind) => {
    const label = { person: "People", role: "Roles", group: "Groups" }[kind];
    return `<th class="kind edge" colspan="${kinds.filter((each) => each === kind).length}" scope="colgroup">${label}</th>`;
  });
  const heads = columns.map(({ name, about }, place) => {
    const classes = `c c${place} ${edge(kinds, place)}`;
    return `<th class="${classes}" scope="col" title="${html(about)}"><span>${captures(name)}</span></th>`;
  });
  return `<tr class="kinds"><td class="corner"></td>${spans.join("")}</tr><tr class="names"><td class="corner"></td>${heads.join("")}</tr>`;
}

function part(title: string, rows: readonly Row[], { columns }: Matrix, texts: Texts): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map((row, place) => line(row, rows[place - 1], columns, texts));
  return [
    `<tbody><tr class="part"><th scope="rowgroup" colspan="${columns.length + 1}"><span>${title}</span></th></tr>`,
    ...lines,
    "</tbody>",
  ];
}

function line(row: Row, before: Row | undefined, columns: Matrix["columns"], texts: Texts): string {
  const kinds = columns.map(({ id }) => kindOf(id));
  const roles = row.cells.filter((_, place) => kinds[place] === "role").map(({ answer }) => answer);
  const opens = before !== undefined && family(before.name) !== family(row.name) ? " opens" : "";
  const about = row.about ? `<small>${html(row.about)}</small>` : "";
  const cells = row.cells.map((each, place) => cell(each, row, columns[place]?.name ?? "", `c c${place} ${edge(kinds, place)}`, texts));
  const words = html(`${row.name} ${row.about}`.toLowerCase());
  return `<tr class="row${opens}" data-words="${words}"${new Set(roles).size > 1 ? "" : " data-same"}>
<th scope="row"><code>${captures(row.name)}</code>${about}</th>${cells.join("")}</tr>`;
}

function cell({ answer, text }: Cell, { name }: Row, who: string, classes: string, texts: Texts): string {
  const label = html(`${who}, ${name}: ${MARKS[answer].means}`);
  const button = `<button class="${answer}" data-t="${texts.place(text)}" tabindex="-1" aria-label="${label}">${MARKS[answer].mark}</button>`;
  return `<td class="${classes}">${button}</td>`;
}

function legend({ permissions, routes }: Matrix): string {
  const seen = new Set([...permissions, ...routes].flatMap(({ cells }) => cells.map(({ answer }) => answer)));
  const marks = (Object.keys(MARKS) as Answer[]).filter((answer) => seen.has(answer));
  const items = marks.map((answer) => `<li><span class="mark ${answer}">${MARKS[answer].mark}</span>${MARKS[answer].means}</li>`);
  return `<footer><ul>${items.join("")}</ul>
<p>Every answer is the policy's own, for a person with just that role. Choose one to see why.</p></footer>`;
}

/** Explanations repeat: each is written once. */
class Texts {
  readonly #places = new Map<string, number>();

  place(text: string): number {
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  }

  // In a script element nothing but `<` can end it or open a comment.
  json(): string {
    return JSON.stringify([...this.#places.keys()]).replace(/</g, "\\u003c");
  }
}

/** A column under the pointer, and one alone: written out, since CSS cannot count. */
function columnStyles(columns: number): string {
  const each = Array.from({ length: columns }, (_, place) => {
    const lit = `table:has(.c${place}:hover) td.c${place}`;
    return `${lit}{background:var(--lit)}table[data-only="${place}"] .c:not(.c${place}){display:none}`;
  });
  return each.join("\n");
}

function template(name: string): string {
  return readFileSync(new URL(`./templates/${name}`, import.meta.url), "utf8");
}

function kindOf(id: string): "person" | "role" | "group" {
  if (id.startsWith("role:")) return "role";
  return id.startsWith("group:") ? "group" : "person";
}

function edge(kinds: readonly string[], place: number): string {
  return kinds[place] === kinds[place - 1] ? "" : "edge";
}

/** What stands together: `admin:…`, `/admin…`. */
function family(name: string): string {
  return name.split(/[:/]/).find((segment) => segment !== "") ?? "";
}

/** Captured parts stand out, and long names may break where their segments do. */
function captures(name: string): string {
  return name
    .split(/(\{[^}]*\}|(?<=\/):[^/]+)/)
    .map((text, place) => (place % 2 === 1 ? `<i>${html(text)}</i>` : html(text).replace(/[:/_.-](?=.)/g, "$&<wbr>")))
    .join("");
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

const MARKS: Readonly<Record<Answer, { mark: string; means: string }>> = {
  yes: { mark: "✓", means: "may" },
  some: { mark: "◐", means: "for some values only" },
  scope: { mark: "◇", means: "with the scope" },
  "step-up": { mark: "↑", means: "after signing in again" },
  "sign-in": { mark: "→", means: "must sign in first" },
  no: { mark: "·", means: "may not" },
  deny: { mark: "✕", means: "denied, whatever else grants it" },
};
