// Weighs what a React app loads beside what the alternatives weigh, and fails above the budget: a rewrite in WebAssembly must not cost more.
// `--why` says which part of the source costs which bytes of the module instead; `--page` writes the figures into the manual.
import { readFileSync, writeFileSync } from "node:fs";
import { withPart } from "./bench-tables.mjs";
import { weighPeers } from "./peers.mjs";
import { at, Fault, main } from "./run.mjs";
import { bundled, weigh } from "./weigh.mjs";

// Of brotli-11, in all. 1 KB is 1,000 bytes.
const BUDGET = 65_000;

const APP = `export { createGate } from "claimgate";
export { Callback, Can, GateProvider, Landing, RouteGuard, SignedIn, SignedOut, useCan, useDecision, useGate, useUser } from "claimgate/react";`;

const PAGE = "src/manual/performance.md";

const HEAD = `${"what a React app loads, KB".padEnd(56)}    gzip-9 brotli-11`;

async function weighed() {
  const script = weigh(await ours({ inlined: false }));
  const wasm = weigh(readFileSync(at("www/lib/wasm/claimgate_bg.wasm")));
  const total = { gzip: script.gzip + wasm.gzip, brotli: script.brotli + wasm.brotli };
  const peers = await weighPeers();
  const rows = [
    ["claimgate: WebAssembly", wasm],
    ["claimgate: JavaScript", script],
    ["claimgate in all", total],
    ["claimgate as shipped (wasm inlined as hex)", weigh(await ours({ inlined: true }))],
    ...(peers ?? []),
  ];
  return { rows, total, note: peers ? "" : "\nThe others could not be had from the npm registry: only claimgate was weighed." };
}

export async function checkSize() {
  const { rows, total, note } = await weighed();
  const table = [HEAD, ...rows.map(line)].join("\n") + note;
  const verdict = `${(total.brotli / 1000).toFixed(1)} of ${BUDGET / 1000} KB`;
  if (total.brotli > BUDGET) throw new Fault(`${table}\n\ntoo big: ${verdict} brotli`);
  return `${table}\n\n${verdict} brotli`;
}

function ours({ inlined }) {
  return bundled(APP, {
    folder: at("www/lib"),
    alias: [
      { find: /^claimgate\/react$/, replacement: at("dist/react/index.js") },
      { find: /^claimgate$/, replacement: at("dist/index.js") },
    ],
    // The bytes are counted as the binary file that they are.
    replace: (id) => (!inlined && /wasm\/inline\.js$/.test(id) ? "export const bytes = () => new Uint8Array(0);" : null),
  });
}

function line([what, { gzip, brotli }]) {
  return what.padEnd(56) + figure(gzip).padStart(10) + figure(brotli).padStart(10);
}

const figure = (bytes) => (bytes / 1000).toFixed(1);

async function writePage() {
  const { rows, note } = await weighed();
  if (note) throw new Fault(note.trim());
  const cells = rows.map(([what, { gzip, brotli }]) => `| ${what} | ${figure(gzip)} | ${figure(brotli)} |`);
  const table = ["| what a React app loads, KB | gzip-9 | brotli-11 |", "| --- | ---: | ---: |", ...cells].join("\n");
  writeFileSync(at(PAGE), withPart(readFileSync(at(PAGE), "utf8"), "size", table));
  return table;
}

async function why() {
  const { pageWithNames } = await import("./build-wasm.mjs");
  const { attribute, table } = await import("./why-size.mjs");
  return table(attribute(await pageWithNames()));
}

main(import.meta.url, async (options) => {
  const { setUp } = await import("./setup.mjs");
  await setUp();
  const { build } = await import("./build-lib.mjs");
  await build();
  const kind = { "--why": why, "--page": writePage }[options[0]] ?? checkSize;
  console.log(await kind());
});
