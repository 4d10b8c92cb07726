// Role maps of any size, and the same facts for the floor and the peers.

const VERBS = ["read", "write", "delete", "manage"];
const CLAIMS = { client: { groups: { sources: [{ token: "id", path: ["groups"] }] } } };

/** Distinct permissions of three segments. */
export const permissionsOf = (count) =>
  Array.from({ length: count }, (_, index) => `area${index >> 4}:item${index >> 2}:${VERBS[index % VERBS.length]}`);

/** As CASL asks: action and subject. */
export const pairOf = (permission) => {
  const at = permission.lastIndexOf(":");
  return [permission.slice(at + 1), permission.slice(0, at)];
};

/** A map in which the group `half` has every other permission. */
export function halfMap(count) {
  const permissions = permissionsOf(count);
  return {
    version: 1,
    permissions: described(permissions),
    roles: { half: { allow: permissions.filter((_, index) => index % 2 === 0) } },
    groups: [{ match: "half", roles: ["half"] }],
    claims: CLAIMS,
  };
}

/** Two groups, each with half of the things and all that can be done to them: to CASL `manage` is every verb. */
export function twoHalves(count) {
  const permissions = permissionsOf(count);
  const half = (rest) => permissions.filter((_, index) => (index >> 2) % 2 === rest);
  const granted = { even: half(0), odd: half(1) };
  const roles = { even: { allow: granted.even }, odd: { allow: granted.odd } };
  const groups = Object.keys(roles).map((name) => ({ match: name, roles: [name] }));
  return { permissions, granted, map: { version: 1, permissions: described(permissions), roles, groups, claims: CLAIMS } };
}

/** 100 groups, each with a role of its own that grants ten permissions; `granted` by group, as a program without a map would keep it. */
export function hundredGroups() {
  const permissions = permissionsOf(1000);
  const names = Array.from({ length: 100 }, (_, index) => `team-${index}`);
  const granted = new Map(names.map((name, index) => [name, permissions.slice(index * 10, index * 10 + 10)]));
  const roles = Object.fromEntries(names.map((name) => [`role-${name}`, { allow: granted.get(name) }]));
  const groups = names.map((name) => ({ match: name, roles: [`role-${name}`] }));
  return { names, granted, permissions, map: { version: 1, permissions: described(permissions), roles, groups, claims: CLAIMS } };
}

/** Patterns as routers write them: half of them end in a parameter, a tenth in a splat. */
export const patternsOf = (count) =>
  Array.from({ length: count }, (_, index) => {
    const start = `/area${index >> 4}/part${index}`;
    if (index % 10 === 9) return `${start}/*`;
    return index % 2 ? `${start}/:id` : `${start}/settings/:id/edit`;
  });

/** An address that the pattern matches, another one for each `id`. */
export const addressOf = (pattern, id) => pattern.replace(":id", id).replace("*", `a/${id}`);

export function routedMap(count) {
  const rules = patternsOf(count).map((path) => ({ path, all: ["area0:item0:read"] }));
  return { ...halfMap(10), routes: { default: "authenticated", rules } };
}

/** 1,000 roles, each but the first ten inheriting one, 5,000 permissions, 1,000 rules, 1,000 group entries. */
export function largeMap() {
  const permissions = permissionsOf(5000);
  const roles = {};
  for (let index = 0; index < 1000; index++) {
    const allow = permissions.slice(index * 5, index * 5 + 5);
    roles[`role${index}`] = index < 10 ? { allow } : { inherits: [`role${Math.floor(index / 10)}`], allow };
  }
  const groups = Array.from({ length: 1000 }, (_, index) => ({ match: `group-${index}`, roles: [`role${index}`] }));
  const rules = patternsOf(1000).map((path, index) => ({ path, all: [permissions[index * 5]] }));
  return { version: 1, permissions: described(permissions), roles, groups, claims: CLAIMS, routes: { default: "authenticated", rules } };
}

export const claimsOf = (...groups) => ({ id: { iss: "https://id.example", sub: "u-1", groups } });

const described = (permissions) => Object.fromEntries(permissions.map((name) => [name, `May ${name}`]));
