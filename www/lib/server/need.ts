import { GateError } from "../errors.js";
import { loadPolicyNow } from "../policy-now.js";
import type { PermissionOf, Policy, RoleMap, RoleOf } from "../types.js";

/** What a request needs; everything that is asked is ANDed, as in a rule of `routes`. */
export type Need<M = RoleMap> = PermissionOf<M> | NeedRule<M>;

export interface NeedRule<M = RoleMap> {
  all?: readonly PermissionOf<M>[];
  any?: readonly PermissionOf<M>[];
  /** One role, or several under `any` or `all`. */
  roles?: readonly RoleOf<M>[] | { any: readonly RoleOf<M>[] } | { all: readonly RoleOf<M>[] };
  /** All are needed. */
  requireScope?: string | readonly string[];
  /** RFC 9470; `maxAge` in seconds since the person authenticated. */
  stepUp?: { maxAge?: number; acr?: readonly string[] };
}

/** The path at which {@link policyOfNeed} judges. */
export const PLACE = "/";

/**
 * The map with the need as its only rule, so that the same code decides as for a page; but for its scopes, which are those of the verified
 * token, whether the map reads any or none. @throws {GateError} `config_invalid`
 */
export function policyOfNeed(map: RoleMap, need: Need): Policy<RoleMap> {
  const { requireScope, ...rule }: NeedRule = typeof need === "string" ? { all: [need] } : need;
  if (requireScope !== undefined) policyOfRule(map, need, { requireScope });
  return policyOfRule(map, need, rule);
}

function policyOfRule(map: RoleMap, need: Need, rule: object): Policy<RoleMap> {
  const { landing: _, ...rest } = map;
  try {
    return loadPolicyNow({ ...rest, routes: { default: "deny", rules: [{ path: PLACE, ...rule }] } });
  } catch (cause) {
    const [finding] = cause instanceof GateError ? (cause.findings ?? []) : [];
    if (finding === undefined) throw cause;
    const message = `the need ${JSON.stringify(need)} is refused: ${finding.message}; ${finding.help}`;
    throw new GateError({ code: "config_invalid", message, findings: (cause as GateError).findings, cause });
  }
}

export function scopesOf(need: Need): readonly string[] {
  const scope = typeof need === "string" ? undefined : need.requireScope;
  return scope === undefined ? [] : [scope].flat();
}
