// What `npm run bench` saw, as Markdown: every figure on the screen, the ones that matter in the manual.

/** The report as Markdown. */
export function tables({ engines }) {
  return engines
    .map(({ name, results, memory }) => `## ${name}\n\n${table(results)}${memory ? `\n\n${memoryTable(memory)}` : ""}`)
    .join("\n\n");
}

const HEAD = ["case", "who", "median", "to the floor", "fastest", "to the floor", "aim"];

function table(results) {
  const lines = results.flatMap(({ title, aim, most, rows }) =>
    rows.map(({ name, nanoseconds, ratio, fastest, fastestRatio }, index) => {
      const isOurs = index === rows.length - 1 || name.startsWith("claimgate");
      const goal = isOurs ? [aim && `${aim}x`, most && time(most)].filter(Boolean).join(", ") : "";
      const figures = [time(nanoseconds), index ? times(ratio) : "", time(fastest), index ? times(fastestRatio) : "", goal];
      return `| ${[index ? "" : title, name, ...figures].join(" | ")} |`;
    }),
  );
  return [`| ${HEAD.join(" | ")} |`, `|${" --- |".repeat(HEAD.length)}`, ...lines].join("\n");
}

function memoryTable(samples) {
  const lines = samples.map(({ evaluations, wasm, heap }) => `| ${evaluations} | ${megabytes(wasm)} | ${megabytes(heap)} |`);
  return ["| evaluations | WebAssembly memory | JavaScript heap |", "| --- | --- | --- |", ...lines].join("\n");
}

function time(nanoseconds) {
  if (nanoseconds < 1000) return `${nanoseconds.toPrecision(3)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toPrecision(3)} µs` : `${(nanoseconds / 1e6).toPrecision(3)} ms`;
}
const times = (ratio) => `${ratio < 100 ? ratio.toFixed(2) : Math.round(ratio)}x`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

/** `page` with the figures of the kept `reports`, by the name of their files. */
export const pageWith = (page, reports) => withPart(page, "figures", figures(reports));

/** `page` with this text between the two marks of its part `name`. */
export function withPart(page, name, text) {
  const [from, to] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [start, end] = [page.indexOf(from) + from.length, page.indexOf(to)];
  if (start < from.length || end < start) throw new Error(`the page has no ${from} … ${to}`);
  return `${page.slice(0, start)}\n\n${text}\n\n${page.slice(end)}`;
}

/** Ratios to the floor of the fastest rounds, in brackets the medians. */
function figures(reports) {
  const engines = together(Object.values(reports));
  const titles = [...new Set(engines.flatMap(({ results }) => results.map(({ title }) => title)))];
  const head = ["case", "floor", ...engines.map(({ name }) => `claimgate, ${name.split(" ")[0]}`), "others", "aim"];
  const lines = titles.map((title) => `| ${cells(title, engines).join(" | ")} |`);
  const table = [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...lines].join("\n");
  return [Object.entries(reports).map(circumstances).join("\n"), table, ...memories(engines)].join("\n\n");
}

function circumstances([file, { date, machine, load, engines }]) {
  const [before, after] = load.map((each) => each.toFixed(1));
  const names = engines.map(({ name }) => name).join(" and ");
  return `- \`${file}\`: ${date.slice(0, 10)}, ${names}, ${machine.cores} cores under a load of ${before} before and ${after} after`;
}

/** A suite that was measured by itself stands beside the others of its engine. */
function together(reports) {
  const engines = new Map();
  for (const { name, results, memory } of reports.flatMap(({ engines }) => engines)) {
    const known = engines.get(name) ?? { name, results: [] };
    engines.set(name, { name, results: [...known.results, ...results], memory: memory ?? known.memory });
  }
  return [...engines.values()];
}

/** One line of the page. Floor and others are those of the last engine that has the case. */
function cells(title, engines) {
  const cases = engines.map(({ results }) => results.find((result) => result.title === title));
  const shown = cases.findLast((result) => result !== undefined);
  const [floor, ...rows] = shown.rows;
  const others = rows.filter((row) => !isOwn(row, rows)).map(({ name, fastestRatio }) => `${name}: ${times(fastestRatio)}`);
  const aim = [shown.aim && `${shown.aim}x`, shown.most && time(shown.most)].filter(Boolean).join(", ");
  return [title, `${floor.name} ${time(floor.fastest)}`, ...cases.map((result) => (result ? own(result) : "–")), others.join(", "), aim];
}

const isOwn = (row, rows) =>
  rows.some(({ name }) => name.startsWith("claimgate")) ? row.name.startsWith("claimgate") : row === rows.at(-1);

/** Bold: short of the aim. */
function own({ rows: [, ...rows], aim = Infinity, most = Infinity }) {
  const owns = rows.filter((row) => isOwn(row, rows));
  return owns
    .map(({ name, fastest, fastestRatio, ratio }) => {
      const figure = most < Infinity ? time(fastest) : times(fastestRatio);
      const judged = fastestRatio > aim || fastest > most ? `**${figure}**` : figure;
      const label = owns.length > 1 ? `${name.replace(/^claimgate, /, "")} ` : "";
      return `${label}${judged}${most < Infinity ? "" : ` (${times(ratio)})`}`;
    })
    .join(", ");
}

function memories(engines) {
  const measured = engines.filter(({ memory }) => memory);
  if (measured.length === 0) return [];
  const head = ["evaluations of 100 groups", ...measured.flatMap(({ name }) => [`WebAssembly, ${name}`, `heap, ${name}`])];
  const lines = measured[0].memory.map(({ evaluations }, index) => {
    const figures = measured.flatMap(({ memory }) => [megabytes(memory[index].wasm), megabytes(memory[index].heap)]);
    return `| ${[evaluations, ...figures].join(" | ")} |`;
  });
  return ["Memory, each read after a collection:", [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...lines].join("\n")];
}
