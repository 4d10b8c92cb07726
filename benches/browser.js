// What the page offers to www/scripts/bench.mjs.
import { createGate } from "claimgate";
import { bytes } from "../dist/wasm/inline.js";
import { gatesOnPages } from "./cases/gates.jsx";
import { canOfGate } from "./cases/permissions.js";
import { firstAnswer, loadPolicy } from "./first-answer.js";
import { halfMap } from "./maps.js";
import { runSuites, watchInstances } from "./suites.js";

const memory = watchInstances();
const rest = async () => {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
// Chromium rounds the figure unless it is started with --enable-precise-memory-info.
const probes = { memory, heap: () => performance.memory.usedJSHeapSize, rest };

const gateOf = ({ metadata, count }) =>
  createGate({ issuer: metadata.issuer, clientId: "spa", metadata, roleMap: halfMap(count), restore: "none" });

window.bench = {
  react: () => gatesOnPages(),
  suites: (only) => runSuites({ only, probes }),
  signIn: (config) => void gateOf(config).signIn({ returnTo: "/" }),
  async can(config) {
    const gate = gateOf(config);
    const { status, error } = await gate.start();
    if (status !== "signed-in") throw new Error(`${status}: ${error}`);
    return canOfGate(gate, config.count);
  },
  async init(what) {
    const started = performance.now();
    if (what === "compile") await WebAssembly.compile(bytes());
    else await firstAnswer(loadPolicy);
    return performance.now() - started;
  },
};
