// Everything that is measured in both engines.
import { evaluating } from "./cases/memory.js";
import { buildAccess, canOfAccess } from "./cases/permissions.js";
import { firstRoute, loadLarge, routeBySize } from "./cases/routes.js";
import { verifying } from "./cases/tokens.js";

const SUITES = { can: canOfAccess, access: buildAccess, route: firstRoute, size: routeBySize, load: loadLarge, verify: verifying };

/** `only` names suites; `probes` are how this engine is asked for its memory. */
export async function runSuites({ only = [], probes }) {
  // First: WebAssembly's memory never shrinks, and the large map would leave room for everything.
  const memory = only.length === 0 || only.includes("memory") ? await evaluating(probes) : null;
  const results = [];
  for (const [name, suite] of Object.entries(SUITES)) {
    if (only.length === 0 || only.includes(name)) results.push(...(await suite()));
  }
  return { results, memory };
}

/** WebAssembly's memory is not in the package's interface: whoever loads before the package sees its instance being made. */
export function watchInstances() {
  let memory;
  const { Instance } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, args) {
      const instance = Reflect.construct(target, args);
      memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory) ?? memory;
      return instance;
    },
  });
  return () => {
    if (memory === undefined) throw new Error("no instance with a memory was made");
    return memory.buffer.byteLength;
  };
}
