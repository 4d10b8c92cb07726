// A process of its own for Node: `node --expose-gc benches/node.js [suites]`, JSON on standard output.
import { runSuites, watchInstances } from "./suites.js";

const memory = watchInstances();
const rest = async () => {
  // What is let go of in one task is freed in a later one.
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const probes = { memory, heap: () => process.memoryUsage().heapUsed, rest };
const only = (process.argv[2] ?? "").split(",").filter(Boolean);
console.log(JSON.stringify(await runSuites({ only, probes })));
