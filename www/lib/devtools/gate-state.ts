import { useEffect, useState, useSyncExternalStore } from "react";
import type { Gate, Snapshot } from "../types.js";

export function useSnapshot(gate: Gate): Snapshot {
  return useSyncExternalStore(gate.subscribe, gate.getSnapshot, gate.getSnapshot);
}

/** Seconds since the epoch, each second anew. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now() / 1000);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() / 1000), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
