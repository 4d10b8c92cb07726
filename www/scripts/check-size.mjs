// Weighs what a React app loads beside what the alternatives weigh, and fails above the budget: a rewrite in WebAssembly must not cost more.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { at, Fault, main } from "./run.mjs";

// Of brotli-11, in all. 1 KB is 1,000 bytes, as in the peers' figures.
const BUDGET = 65_000;

// gzip / brotli KB with React external, measured as below (TOOLCHAIN.md).
const PEERS = [
  ["react-oidc-context + oidc-client-ts (verifies nothing)", 19.2, 16.9],
  ["oidc-client-ts + react-oidc-context + jose + CASL", 32.5, 28.7],
  ["okta-react", 50.9, 44.2],
  ["auth0-react", 67.7, 57.5],
  ["msal-react", 76.3, 63.8],
];

const APP = `export { createGate } from "claimgate";
export { Callback, Can, GateProvider, Landing, RouteGuard, SignedIn, SignedOut, useCan, useDecision, useGate, useUser } from "claimgate/react";`;

export async function checkSize() {
  const script = weigh(await bundle({ inlined: false }));
  const wasm = weigh(readFileSync(at("www/lib/wasm/claimgate_bg.wasm")));
  const shipped = weigh(await bundle({ inlined: true }));
  const total = { gzip: script.gzip + wasm.gzip, brotli: script.brotli + wasm.brotli };
  const rows = [
    ["claimgate: WebAssembly", wasm.gzip / 1000, wasm.brotli / 1000],
    ["claimgate: JavaScript", script.gzip / 1000, script.brotli / 1000],
    ["claimgate in all", total.gzip / 1000, total.brotli / 1000],
    ["claimgate as shipped (wasm inlined as hex)", shipped.gzip / 1000, shipped.brotli / 1000],
    ...PEERS,
  ];
  const table = [["what a React app loads, KB", "gzip-9", "brotli-11"], ...rows].map(line).join("\n");
  const verdict = `${(total.brotli / 1000).toFixed(1)} of ${BUDGET / 1000} KB`;
  if (total.brotli > BUDGET) throw new Fault(`${table}\n\ntoo big: ${verdict} brotli`);
  return `${table}\n\n${verdict} brotli`;
}

async function bundle({ inlined }) {
  const { build } = await import("vite");
  const entry = "\0claimgate-app";
  const app = {
    name: "claimgate-app",
    enforce: "pre",
    resolveId: (id) => (id === entry ? entry : null),
    load(id) {
      if (id === entry) return APP;
      // The bytes are counted as the binary file that they are.
      return !inlined && /wasm\/inline\.js$/.test(id) ? "export const bytes = () => new Uint8Array(0);" : null;
    },
  };
  const { output } = await build({
    configFile: false,
    root: at("www/lib"),
    // Rolldown warns about "use client", which a bundle for the browser may lose.
    logLevel: "error",
    plugins: [app],
    resolve: {
      alias: [
        { find: /^claimgate\/react$/, replacement: at("dist/react/index.js") },
        { find: /^claimgate$/, replacement: at("dist/index.js") },
      ],
    },
    build: {
      write: false,
      target: "es2022",
      modulePreload: { polyfill: false },
      rolldownOptions: { input: entry, external: [/^react($|\/)/, /^react-dom($|\/)/], preserveEntrySignatures: "strict" },
    },
  });
  return Buffer.from(loadedAtOnce(output));
}

// Not what waits behind `import()`: the tools build comes when a map is linted or refused.
function loadedAtOnce(output) {
  const chunks = new Map(output.filter(({ type }) => type === "chunk").map((chunk) => [chunk.fileName, chunk]));
  const names = new Set(output.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of names) for (const imported of chunks.get(name)?.imports ?? []) names.add(imported);
  return [...names].map((name) => chunks.get(name)?.code ?? "").join("\n");
}

function weigh(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, { params }).length };
}

function line([what, gzip, brotli]) {
  const figure = (value) => (typeof value === "number" ? value.toFixed(1) : value).padStart(10);
  return what.padEnd(56) + figure(gzip) + figure(brotli);
}

main(import.meta.url, async () => {
  const { setUp } = await import("./setup.mjs");
  await setUp();
  const { build } = await import("./build-lib.mjs");
  await build();
  console.log(await checkSize());
});
