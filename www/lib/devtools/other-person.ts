import { loadPolicy } from "../policy.js";
import type { Access, Policy, RoleMap, Snapshot } from "../types.js";

const policies = new WeakMap<RoleMap, Promise<Policy>>();

/**
 * What somebody in these groups may do, with the scopes and the sign-in of the person who is there. The names are taken as they are typed,
 * past the claims; roles and permissions that only a token brings are not known here.
 * @throws {GateError} `map_invalid`
 */
export async function otherPerson(roleMap: RoleMap, snapshot: Snapshot, groups: readonly string[]): Promise<Access> {
  const policy = await typedPolicy(roleMap);
  const { sub = "somebody", claims = {} } = snapshot.user ?? {};
  const { auth_time, acr } = claims;
  return policy.access({ id: { sub, auth_time, acr, groups, scopes: snapshot.scopes } });
}

/** The map, but for where it reads names. */
function typedPolicy(roleMap: RoleMap): Promise<Policy> {
  const known = policies.get(roleMap);
  if (known !== undefined) return known;
  const typed = (name: string) => ({ sources: [{ token: "id", path: [name] }] });
  const loading = loadPolicy<RoleMap>({ ...roleMap, claims: { client: { groups: typed("groups"), scopes: typed("scopes") } } });
  policies.set(roleMap, loading);
  return loading;
}
