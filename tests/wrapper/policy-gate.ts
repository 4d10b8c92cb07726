import { readFileSync } from "node:fs";
import { loadPolicy } from "../../www/lib/index.js";
import type { Access, Gate, GateEvent, RoleMap, Snapshot } from "../../www/lib/types.js";
import { NOBODY } from "../../www/lib/unasked.js";

export const demoMap = JSON.parse(readFileSync("www/demo/src/role-map.json", "utf8")) as RoleMap;

export interface PolicyGate extends Gate {
  become(groups: readonly string[] | null, more?: Partial<Snapshot> & { claims?: Record<string, unknown> }): void;
  emit(event: GateEvent): void;
  diagnostics(): never;
}

/** A gate without a provider, whose answers are those of the real policy. `token` is its access token, `report` what it reports of itself. */
export async function policyGate(roleMap: RoleMap = demoMap, token = "opaque", report: object | null = null): Promise<PolicyGate> {
  const policy = await loadPolicy(roleMap);
  const listeners = new Set<() => void>();
  const observers = new Map<string, Set<(event: GateEvent) => void>>();
  let access: Access = policy.access({});
  let snapshot: Snapshot = { ...NOBODY, status: "signed-out" };
  return {
    roleMap,
    become(groups, { claims = {}, ...more } = {}) {
      const all = { sub: "a1", name: "Alice", iss: "https://idp.example", aud: "demo", groups, iat: 1, exp: 2, ...claims };
      const user = groups && { sub: String(all.sub), name: "Alice", email: "alice@acme.example", claims: all };
      access = policy.access(groups ? { id: all } : {});
      const status = groups ? ("signed-in" as const) : ("signed-out" as const);
      const expiresAt = groups ? Date.now() / 1000 + 300 : null;
      const { mapDigest } = access.explain("projects:read");
      snapshot = Object.freeze({ ...NOBODY, status, user, groups: access.groups, roles: access.roles, expiresAt, mapDigest, ...more });
      for (const listener of [...listeners]) listener();
    },
    emit: (event) => observers.get(event.type)?.forEach((listener) => void listener(event)),
    start: () => Promise.resolve(snapshot),
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    on(type, listener) {
      observers.set(type, (observers.get(type) ?? new Set()).add(listener));
      return () => observers.get(type)?.delete(listener);
    },
    can: (name) => access.can(name),
    canSome: (pattern) => access.canSome(pattern),
    check: (name) => access.check(name),
    explain: (name) => access.explain(name),
    route: (path) => access.route(path),
    explainRoute: (path) => access.explainRoute(path),
    landing: () => access.landing(),
    getAccessToken: () => Promise.resolve(token),
    headers: () => Promise.resolve({ authorization: `Bearer ${token}` }),
    fetch: () => Promise.resolve(new Response("mine")),
    signIn: () => Promise.resolve(),
    signOut: () => Promise.resolve(),
    refresh: () => Promise.resolve(snapshot),
    dispose: () => undefined,
    diagnostics: () => report as never,
  };
}
