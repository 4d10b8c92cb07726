import type { Gate } from "./types.js";

/** A page that is leaving to sign out, or whose session waits for the network, is not refused for that. A server render never knows. */
export async function whenKnown(gate: Gate): Promise<void> {
  await gate.start();
  while (typeof window !== "undefined" && gate.getSnapshot().status === "pending") await changeOf(gate);
}

function changeOf(gate: Gate): Promise<void> {
  return new Promise((resolve) => {
    const stop = gate.subscribe(() => {
      stop();
      resolve();
    });
  });
}
