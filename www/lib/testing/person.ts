import type { AccessClaims, GroupsState, RoleMap, User } from "../types.js";

/** Who is asked about. Whatever is left out is as for a person of whom the provider says nothing else. */
export interface TestPerson {
  /** Names as the map's `groups` match them, after normalising; or a state in which they cannot be read. */
  groups?: readonly string[] | Exclude<GroupsState, "present" | "empty">;
  /** Of the ID token, raw: what the map reads in them goes through its sources, shapes and steps. Under `groups` no groups are read here. */
  claims?: Readonly<Record<string, unknown>>;
  /** What userinfo answered; `null` if it could not be asked. */
  userinfo?: object | null;
  /** Claims of the access token, for maps that read it in the page. */
  access?: object;
  /** Default: `sub`, `name` and `email` of `claims`, and `sub` `test-user`. */
  user?: Partial<Omit<User, "claims">>;
  /** What was granted; also stands for what the map reads as `scopes`. */
  scopes?: readonly string[];
}

export function userOf({ user, claims }: TestPerson): User {
  const known = { sub: user?.sub ?? text(claims?.sub) ?? "test-user", ...named("name", user, claims), ...named("email", user, claims) };
  return { ...known, claims: { ...known, ...claims, sub: known.sub } };
}

/** What a verified session would give to the policy. */
export function claimsOf(person: TestPerson): AccessClaims {
  const { groups, scopes, userinfo, access } = person;
  const id: Record<string, unknown> = { ...userOf(person).claims };
  if (groups !== undefined) delete id.groups;
  if (typeof groups === "object") id.groups = groups;
  if (groups === "malformed") id.groups = 0;
  if (groups === "overage") id._claim_names = { groups: "test" };
  if (scopes !== undefined) id[SCOPES] = scopes;
  const unread = groups === "unavailable" ? null : userinfo;
  return { id, ...(unread === undefined ? {} : { userinfo: unread }), ...(access === undefined ? {} : { access }) };
}

/** The map with what the person says outright read from there, and its `redirectUri` public as before any gate. */
export function mapFor(map: RoleMap, { groups, scopes }: Outright, callback: string): RoleMap {
  const client: Record<string, unknown> = { ...member(map.claims, "client") };
  const given: Record<string, unknown> = {};
  if (groups !== undefined) given.groups = source(client.groups, groups === "unavailable" ? "userinfo" : "id", "groups");
  if (scopes !== undefined && client.scopes !== undefined) given.scopes = source(client.scopes, "id", SCOPES);
  const rules: unknown = member(map, "routes").rules;
  const open = { path: callback, public: true };
  return {
    ...map,
    routes: { ...map.routes, rules: [...(Array.isArray(rules) ? rules : []), open] },
    // Presets read nothing but groups in a page, so none of their other sources is lost.
    ...(Object.keys(given).length > 0 ? { claims: { client: { groups: DEFAULT, ...client, ...given } } } : {}),
  };
}

interface Outright {
  groups: TestPerson["groups"] | undefined;
  scopes: TestPerson["scopes"] | undefined;
}

const SCOPES = "claimgate:test:scopes";
const DEFAULT = { sources: [{ token: "id", path: ["groups"] }] };

function source(kind: unknown, token: "id" | "userinfo", claim: string): object {
  const { onAbsent, onOverage } = member({ kind }, "kind");
  const kept = { ...(onAbsent === undefined ? {} : { onAbsent }), ...(onOverage === undefined ? {} : { onOverage }) };
  return { ...kept, sources: [{ token, path: [claim], shape: "array" }] };
}

function member(value: unknown, name: string): Record<string, unknown> {
  const inner: unknown = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>) : {};
}

function named(name: "name" | "email", user: TestPerson["user"], claims: TestPerson["claims"]): { name?: string; email?: string } {
  const value = user?.[name] ?? text(claims?.[name]);
  return value === undefined ? {} : { [name]: value };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
