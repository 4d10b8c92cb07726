import type { Decision, Gate, RouteDecision, SignInOptions, Snapshot } from "../../www/lib/types.js";
import { NOBODY } from "../../www/lib/unasked.js";

export type State = Partial<Snapshot> & { may?: readonly string[]; reasons?: Record<string, Decision>; land?: string };
export type Routes = Record<string, Partial<RouteDecision>>;

export interface FakeGate extends Gate {
  become(state: State): void;
  readonly calls: { signIn: (SignInOptions | undefined)[]; start: number; disposed: number; routed: string[] };
  signInFails?: (() => Error) | undefined;
}

/** The gate's contract towards adapters, with answers from a table. `start` settles when the state is no longer the first one. */
export function fakeGate(routes: Routes = {}, basename?: string): FakeGate {
  let state: State = {};
  let snapshot: Snapshot = Object.freeze({ ...NOBODY });
  let settle: (snapshot: Snapshot) => void = () => {};
  const started = new Promise<Snapshot>((resolve) => {
    settle = resolve;
  });
  const listeners = new Set<() => void>();
  const calls: FakeGate["calls"] = { signIn: [], start: 0, disposed: 0, routed: [] };
  const check = (name: string): Decision => {
    if (snapshot.status === "pending") return { outcome: "pending", reason: "pending" };
    if (state.may?.includes(name)) return { outcome: "allowed", reason: "granted" };
    return state.reasons?.[name] ?? { outcome: "denied", reason: snapshot.status === "signed-in" ? "no_grant" : "signed_out" };
  };
  const gate: FakeGate = {
    basename,
    calls,
    become(next) {
      state = next;
      const { may, reasons, land, ...shown } = next;
      snapshot = Object.freeze({ ...NOBODY, ...shown });
      for (const listener of listeners) listener();
      settle(snapshot);
    },
    start: () => {
      calls.start += 1;
      return started;
    },
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn(options) {
      calls.signIn.push(options);
      if (gate.signInFails) throw gate.signInFails();
      return new Promise<void>(() => {});
    },
    can: (name) => check(name).outcome === "allowed",
    check,
    route(path) {
      calls.routed.push(path);
      if (snapshot.status === "pending") return { outcome: "pending", reason: "pending", redirectTo: null };
      const found = routes[path.split(/[?#]/)[0] ?? ""] ?? { outcome: "allow" };
      const signedOut = found.outcome !== "allow" && snapshot.status !== "signed-in";
      const decision = signedOut ? { outcome: "sign_in", reason: "signed_out", redirectTo: routes["sign-in"]?.redirectTo } : found;
      return { reason: "granted", ...decision, redirectTo: decision.redirectTo ?? null } as RouteDecision;
    },
    landing: () => state.land ?? "/",
    dispose: () => {
      calls.disposed += 1;
    },
    signOut: unused,
    refresh: unused,
    canSome: unused,
    explain: unused,
    explainRoute: unused,
    getAccessToken: unused,
    fetch: unused,
    headers: unused,
    on: unused,
    diagnostics: unused,
  };
  return gate;
}

export const alice = { sub: "a1", name: "Alice", claims: { sub: "a1", exp: 100, iat: 1 } };

function unused(): never {
  throw new Error("no adapter asks this");
}
