import type { GateEvent } from "./types.js";

/** What a listener throws is the app's to hear of, as an uncaught error; it keeps nothing from the others, nor from the gate. */
function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Whoever hears of a gate: of each snapshot, and of events by their type. */
export class Listeners {
  readonly #snapshots = new Set<() => void>();
  readonly #events = new Map<GateEvent["type"], Set<(event: GateEvent) => void>>();

  subscribe(listener: () => void): () => void {
    this.#snapshots.add(listener);
    return () => this.#snapshots.delete(listener);
  }

  on(type: GateEvent["type"], listener: (event: GateEvent) => void): () => void {
    const listeners = this.#events.get(type) ?? new Set();
    this.#events.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** The snapshot is another. Who begins or ceases to listen meanwhile changes nothing about this time. */
  notify(): void {
    for (const listener of [...this.#snapshots]) guarded(listener);
  }

  emit(event: GateEvent): void {
    for (const listener of [...(this.#events.get(event.type) ?? [])]) guarded(() => listener(event));
  }

  clear(): void {
    this.#snapshots.clear();
    this.#events.clear();
  }
}
