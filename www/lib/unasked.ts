import { GateError } from "./errors.js";
import type { Decision, Explanation, RouteDecision, RouteExplanation, Snapshot } from "./types.js";

// What a gate says while there is no WebAssembly to ask: never yes, and which unknown it is.

export const PENDING = Object.freeze({ outcome: "pending", reason: "pending" } as const);
const REFUSED: Decision = Object.freeze({ outcome: "denied", reason: "map_invalid" });
const UNKNOWN: Decision = Object.freeze({ outcome: "indeterminate", reason: "unavailable" });
/** Before anything is known, and on the server. */
export const NOBODY: Snapshot = freeze({
  status: "pending",
  user: null,
  groups: { values: [], state: "absent" },
  roles: [],
  scopes: [],
  expiresAt: null,
  error: null,
  returnTo: null,
  mapDigest: "",
});

export function unasked({ status, error }: Snapshot): Decision {
  if (status !== "error") return PENDING;
  return error?.code === "map_invalid" ? REFUSED : UNKNOWN;
}

export function unaskedRoute(snapshot: Snapshot): RouteDecision {
  const { outcome, reason } = unasked(snapshot);
  const outcomes = { pending: "pending", denied: "forbidden", indeterminate: "indeterminate", allowed: "indeterminate" } as const;
  return { outcome: outcomes[outcome], reason, redirectTo: null };
}

export function unaskedExplanation(permission: string, snapshot: Snapshot): Explanation {
  const decision = unasked(snapshot);
  const { mapDigest, groups } = snapshot;
  const nothing = { by: [], near: [], grantedBy: { roles: [], groups: [] }, roles: [], groupsState: groups.state };
  return { permission, ...decision, ...nothing, mapDigest, text: `${permission}: ${decision.outcome} (${decision.reason})` };
}

export function unaskedRouteExplanation(path: string, snapshot: Snapshot): RouteExplanation {
  const decision = unaskedRoute(snapshot);
  const text = `${path}: ${decision.outcome} (${decision.reason})`;
  return { path, ...decision, rules: [], mapDigest: snapshot.mapDigest, text };
}

/** For what needs a session, on a server or in a worker. */
export function noPage(): GateError {
  return new GateError({
    code: "interaction_required",
    message: "there is no page here in which somebody could sign in: ask in the browser",
  });
}

/** All the way down; errors keep their own. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !(value instanceof Error) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
