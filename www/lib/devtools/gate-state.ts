import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Gate, GateEvent, Snapshot } from "../types.js";

const EVENTS = ["signed-in", "signed-out", "renewed", "expired", "error", "step-up-required", "warning"] as const;
// Whoever leaves the panel open for a day must not fill the memory.
const MOST = 200;

export interface Entry {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: GateEvent["type"] | "status";
  readonly text: string;
}

export interface Log {
  readonly entries: readonly Entry[];
  /** Milliseconds since the epoch. */
  readonly since: number;
  clear(): void;
}

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

/** Every event from now on, and every change of status, the newest first. */
export function useLog(gate: Gate): Log {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [since] = useState(() => Date.now());
  useEffect(() => record(gate, (make) => setEntries((known) => [make(known[0]), ...known].slice(0, MOST))), [gate]);
  return useMemo(() => ({ entries, since, clear: () => setEntries([]) }), [entries, since]);
}

function record(gate: Gate, add: (make: (last: Entry | undefined) => Entry) => void): () => void {
  const tell = (type: Entry["type"], text: string) => {
    const at = Date.now();
    add((last) => ({ id: (last?.id ?? 0) + 1, at, type, text }));
  };
  let { status } = gate.getSnapshot();
  const watch = () => {
    const next = gate.getSnapshot().status;
    if (next === status) return;
    tell("status", `${status} → ${next}`);
    status = next;
  };
  const stops = [gate.subscribe(watch), ...EVENTS.map((type) => gate.on(type, (event) => tell(type, told(event))))];
  return () => {
    for (const stop of stops) stop();
  };
}

function told(event: GateEvent): string {
  if ("error" in event) return `${event.error.code}: ${event.error.message}`;
  if (event.type !== "step-up-required") return event.sub ?? "";
  const { acrValues, maxAge } = event;
  return [acrValues && `acr ${acrValues.join(" ")}`, maxAge !== undefined && `at most ${maxAge} s ago`].filter(Boolean).join(", ");
}
