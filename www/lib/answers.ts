import type { Wasm } from "./load.js";
import type { Decision, Explanation, RouteDecision, RouteExplanation } from "./types.js";
import { freeze } from "./unasked.js";

/** What Rust is asked. Numbers and strings only: an answer made of JavaScript objects can crash Node 20 in a hot caller. */
export interface Asked {
  /** `outcome * 64 + reason`, both by their place in the lists of {@link Wasm.vocabulary}. */
  check(permission: string): number;
  canSome(pattern: string): boolean;
  /** JSON of a {@link RouteDecision}, with `until` in seconds since the epoch where the answer changes by itself. */
  route(path: string): string;
  /** JSON. */
  explain(permission: string): string;
  /** JSON. */
  explainRoute(path: string): string;
  landing(): string;
}

interface Vocabulary {
  outcomes: Decision["outcome"][];
  reasons: string[];
}

// The same for every map and person of this module.
let vocabulary: Vocabulary | undefined;

interface RememberedRoute {
  decision: RouteDecision;
  until: number;
}

// An app asks the same few hundred names again and again; whoever asks endless ones must not fill the memory.
const MOST = 20_000;

/** Remembers what Rust answered. Decides nothing. */
export class Answers {
  /** What {@link Answers.can} said before. Hot callers look here first: one lookup is all that asking again costs. */
  readonly known = new Map<string, boolean>();
  readonly #asked: Asked;
  readonly #lists: Vocabulary;
  readonly #checks = new Map<string, Decision>();
  readonly #patterns = new Map<string, boolean>();
  readonly #routes = new Map<string, RememberedRoute>();
  readonly #decisions = new Map<number, Decision>();

  constructor(wasm: Wasm, asked: Asked) {
    vocabulary ??= JSON.parse(wasm.vocabulary()) as Vocabulary;
    this.#lists = vocabulary;
    this.#asked = asked;
  }

  can(permission: string): boolean {
    return keep(this.known, permission, this.check(permission).outcome === "allowed");
  }

  check(permission: string): Decision {
    return this.#checks.get(permission) ?? keep(this.#checks, permission, this.#decision(this.#asked.check(text(permission))));
  }

  canSome(pattern: string): boolean {
    return this.#patterns.get(pattern) ?? keep(this.#patterns, pattern, this.#asked.canSome(text(pattern)));
  }

  /** `now` in milliseconds. */
  route(address: string, now: number): RouteDecision {
    // Query and fragment change no answer, but there is no end to them.
    const path = text(address).split(/[?#]/, 1)[0] ?? "";
    const known = this.#routes.get(path);
    if (known !== undefined && now < known.until) return known.decision;
    const { until, ...decision } = JSON.parse(this.#asked.route(path)) as RouteDecision & { until?: number };
    const fresh = { decision: freeze(decision), until: until === undefined ? Infinity : until * 1000 };
    return keep(this.#routes, path, fresh).decision;
  }

  explain(permission: string): Explanation {
    return JSON.parse(this.#asked.explain(text(permission))) as Explanation;
  }

  explainRoute(path: string): RouteExplanation {
    return JSON.parse(this.#asked.explainRoute(text(path))) as RouteExplanation;
  }

  landing(): string {
    return this.#asked.landing();
  }

  // One object for each outcome and reason, so that a component which holds a decision sees the same one again.
  #decision(code: number): Decision {
    const known = this.#decisions.get(code);
    if (known !== undefined) return known;
    const decision = { outcome: this.#lists.outcomes[code >> 6] ?? "denied", reason: this.#lists.reasons[code & 63] ?? "" } as const;
    this.#decisions.set(code, Object.freeze(decision));
    return decision;
  }
}

function keep<V>(map: Map<string, V>, key: string, value: V): V {
  if (map.size >= MOST) map.clear();
  map.set(key, value);
  return value;
}

// A caller without types may pass anything; Rust answers text that is no permission with `unknown_permission`.
function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
