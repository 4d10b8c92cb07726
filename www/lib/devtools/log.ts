import { useEffect, useState, useSyncExternalStore } from "react";
import type { Gate, GateEvent } from "../types.js";

const EVENTS = ["signed-in", "signed-out", "renewed", "expired", "error", "step-up-required", "warning"] as const;
// Whoever leaves a page open for a day must not fill the memory.
const MOST = 200;

export interface Entry {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: GateEvent["type"] | "status";
  readonly text: string;
}

/** What a gate told from a moment on, the newest first. */
export interface Log {
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly entries: () => readonly Entry[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly clear: () => void;
  readonly stop: () => void;
}

/** Writes down every event and every change of status. */
export function recordLog(gate: Gate): Log {
  const listeners = new Set<() => void>();
  let entries: readonly Entry[] = [];
  let { status } = gate.getSnapshot();
  const put = (next: readonly Entry[]) => {
    entries = next;
    for (const listener of [...listeners]) listener();
  };
  const tell = (type: Entry["type"], text: string) =>
    put([{ id: (entries[0]?.id ?? 0) + 1, at: Date.now(), type, text }, ...entries].slice(0, MOST));
  const watch = () => {
    const next = gate.getSnapshot().status;
    if (next !== status) tell("status", `${status} → ${next}`);
    status = next;
  };
  const stops = [gate.subscribe(watch), ...EVENTS.map((type) => gate.on(type, (event) => tell(type, told(event))))];
  return {
    since: Date.now(),
    entries: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => put([]),
    stop: () => stops.forEach((stop) => void stop()),
  };
}

/** A log that was begun earlier, else one that begins now. */
export function useLog(gate: Gate, begun: Log | undefined): Log {
  const [own, setOwn] = useState<Log | undefined>();
  useEffect(() => {
    if (begun) return;
    const log = recordLog(gate);
    setOwn(log);
    return log.stop;
  }, [gate, begun]);
  return begun ?? own ?? NONE;
}

export function useEntries({ subscribe, entries }: Log): readonly Entry[] {
  return useSyncExternalStore(subscribe, entries, entries);
}

const NOTHING: readonly Entry[] = [];
const NONE: Log = { since: 0, entries: () => NOTHING, subscribe: () => () => undefined, clear: () => undefined, stop: () => undefined };

function told(event: GateEvent): string {
  if ("error" in event) return `${event.error.code}: ${event.error.message}`;
  if (event.type !== "step-up-required") return event.sub ?? "";
  const { acrValues, maxAge } = event;
  return [acrValues && `acr ${acrValues.join(" ")}`, maxAge !== undefined && `at most ${maxAge} s ago`].filter(Boolean).join(", ");
}
