import type {
  Access,
  Gate,
  GateConfig,
  loadPolicy,
  PermissionOf,
  Policy,
  RegisteredGate,
  RegisteredPermission,
  RoleMap,
  RoleOf,
} from "claimgate";
import roleMap from "./role-map.json" with { type: "json" };

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const sure = <_ extends true>() => {};

// As createGate and loadPolicy infer it.
declare function createGate<const M extends RoleMap>(config: GateConfig<M>): Gate<M>;
const base = { issuer: "https://id.example", clientId: "c" };

// A plain JSON import.
const imported = createGate({ ...base, roleMap });
imported.can("projects:read");
imported.check("project:42:read");
imported.can("acme:unit:7");
// @ts-expect-error misspelt
imported.can("project:read");
// @ts-expect-error a template's literal part is misspelt
imported.check("project:42:write");
// @ts-expect-error a template's tail is missing
imported.explain("acme:unit");
imported.canSome("project:*:read");
sure<Equal<ReturnType<typeof imported.getSnapshot>["roles"], ("viewer" | "editor" | "suspended")[]>>();

// Written in place, and `as const`.
const inPlace = createGate({ ...base, roleMap: { version: 1, permissions: { "a:b": "A" }, roles: { r: { allow: ["a:b"] } }, groups: [] } });
inPlace.can("a:b");
// @ts-expect-error misspelt
inPlace.can("a:c");
const fixed = { version: 1, permissions: { "x:{y}:z": "" }, groups: [{ match: "g", roles: ["r"] }], landing: [{ to: "/" }] } as const;
createGate({ ...base, roleMap: fixed }).can("x:1:z");
// @ts-expect-error misspelt
createGate({ ...base, roleMap: fixed }).can("x:1");

// Roles, in the same two ways.
const fixedGate = createGate({ ...base, roleMap: { version: 1, roles: { r: {}, "team.lead": { inherits: ["r"] } } } as const });
sure<Equal<ReturnType<typeof fixedGate.getSnapshot>["roles"], ("r" | "team.lead")[]>>();
sure<Equal<RoleOf<typeof roleMap>, "viewer" | "editor" | "suspended">>();
fixedGate.getSnapshot().roles.includes("team.lead");
// @ts-expect-error no such role
fixedGate.getSnapshot().roles.includes("lead");
// @ts-expect-error no such role
imported.getSnapshot().roles.includes("Viewer");

// A map that is checked and still knows its names.
const checked = { version: 1, permissions: { "p:{a}:q:{b}": "", p: "" }, roles: { r: { allow: ["p"] } } } satisfies RoleMap;
const checkedGate = createGate({ ...base, roleMap: checked });
checkedGate.can("p:1:q:2");
checkedGate.explain("p");
// @ts-expect-error the second capture is missing
checkedGate.can("p:1:q");
// @ts-expect-error a template's separator is misspelt
checkedGate.check("p-1:q:2");
const id = 42;
checkedGate.can(`p:${id}:q:${true}`);

// The policy alone.
declare const load: typeof loadPolicy;
export async function alone() {
  const policy = await load(roleMap);
  const access = policy.access({ id: { sub: "u" } });
  sure<Equal<typeof policy, Policy<typeof roleMap>>>();
  sure<Equal<typeof access, Access<typeof roleMap>>>();
  access.can("project:42:read");
  access.roles.includes("editor");
  // @ts-expect-error misspelt
  access.can("projects:reed");
  // @ts-expect-error no such role
  access.roles.includes("owner");
  // Of a text nobody knows the names.
  (await load('{"version":1}')).access({}).can("anything");
}

// The registered gate, see register.tsx.
sure<Equal<RegisteredPermission, "projects:read" | "projects:write" | `project:${string}:read` | `${string}:unit:${string}`>>();
sure<Equal<RegisteredGate, Gate<typeof roleMap>>>();

// A map without the key declares nothing, so any string may be asked.
const open = createGate({ ...base, roleMap: { version: 1 } });
open.can("anything");
sure<Equal<RoleOf<{ version: 1 }>, string>>();
sure<Equal<PermissionOf<RoleMap>, string>>();
sure<Equal<PermissionOf<{ permissions: { "{a}": ""; "b:{c}": "" } }>, string>>();
sure<Equal<PermissionOf<{ permissions: { "a:{b}:c:{d}:e": ""; f: "" } }>, `a:${string}:c:${string}:e` | "f">>();

// Every gate is a gate: adapters take any.
const some: Gate[] = [imported, inPlace, open];
some[0]?.getSnapshot().roles.includes("any");

// @ts-expect-error a map has a version
createGate({ ...base, roleMap: { permissions: {} } });
// @ts-expect-error no such storage
createGate({ ...base, roleMap, storage: "cookie" });
// @ts-expect-error no symmetric algorithm exists
createGate({ ...base, roleMap, algorithms: ["HS256"] });
