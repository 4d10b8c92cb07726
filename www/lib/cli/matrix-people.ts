import { loadPolicy } from "../policy.js";
import type { Access, Policy, RoleMap } from "../types.js";
import { namesOf } from "./map-file.js";

/** Somebody to ask about: one column. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly access: Access;
  /** The same person, granted every scope that the map asks for. */
  readonly scoped: () => Access;
}

/** What stands for a captured value, and another one: whoever may both may any. */
export const SAMPLE = "sample";
export const OTHER = "other";

/** A stranger, somebody signed in, one person per role, and one per group that gives permissions of its own. */
export async function people(map: RoleMap, now: number): Promise<Person[]> {
  // The map itself, read from claims that say outright who somebody is.
  const policy = await loadPolicy({ ...map, claims: { client: CLAIMS } });
  const scopes = scopesOf(map);
  const person = (id: string, name: string, about: string, claims: object): Person => {
    const access = (more: object) => policy.access({ id: { sub: id, ...claims, ...more } }, { now });
    const plain = access({});
    let granted: Access | undefined;
    const scoped = () => {
      if (scopes.length > 0) granted ??= access({ scopes });
      return granted ?? plain;
    };
    return { id, name, about, access: plain, scoped };
  };
  const roles = namesOf(map.roles).map((role) => person(`role:${role}`, role, inherited(map, role), { roles: [role] }));
  const groups = givers(map).map((match) =>
    person(`group:${match}`, match, "group with permissions of its own", { groups: [match.replace(/\{[^}]*\}/g, SAMPLE)] }),
  );
  return [
    stranger(policy, now),
    person("signed-in", "signed in", "anybody who is signed in, without a role of their own", {}),
    ...roles,
    ...groups,
  ];
}

function stranger(policy: Policy, now: number): Person {
  const access = policy.access({}, { now });
  return { id: "signed-out", name: "signed out", about: "somebody who is not signed in", access, scoped: () => access };
}

function inherited({ roles }: RoleMap, role: string): string {
  const { inherits = [] } = (roles as Record<string, { inherits?: string[] }>)[role] ?? {};
  return inherits.length === 0 ? "role" : `role, inherits ${inherits.join(", ")}`;
}

function givers({ groups = [] }: RoleMap): string[] {
  const entries = groups as { match: string; allow?: unknown[]; deny?: unknown[] }[];
  const own = entries.filter(({ match, allow = [], deny = [] }) => match !== "$authenticated" && allow.length + deny.length > 0);
  return [...new Set(own.map(({ match }) => match))];
}

/** Every scope that a grant or a rule asks for. */
function scopesOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "requireScope" in value ? [value.requireScope].flat().filter((scope) => typeof scope === "string") : [];
  return [...new Set([...own, ...Object.values(value).flatMap(scopesOf)])];
}

const from = (name: string) => ({ sources: [{ token: "id", path: [name] }] });
const CLAIMS = { groups: from("groups"), roles: from("roles"), scopes: from("scopes") };
