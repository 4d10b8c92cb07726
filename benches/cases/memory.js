import { loadPolicy } from "claimgate";
import { claimsOf, hundredGroups } from "../maps.js";

/** Bytes of WebAssembly's memory and of the JavaScript heap after every 2,500 of 10,000 evaluations, each of 100 groups. */
export async function evaluating({ memory, heap, rest }) {
  const { names, permissions, map } = hundredGroups();
  const policy = await loadPolicy(map);
  const samples = [];
  for (let turn = 0; turn <= 10_000; turn++) {
    if (turn % 2500 === 0) {
      await rest();
      samples.push({ evaluations: turn, wasm: memory(), heap: heap() });
    }
    const access = policy.access(claimsOf(...names));
    if (!access.can(permissions[turn % permissions.length])) throw new Error("not granted");
    access.route(`/area/${turn}`);
    // A page does not evaluate ten thousand times in one task.
    if (turn % 50 === 49) await new Promise((resolve) => setTimeout(resolve));
  }
  return samples;
}
