import type { Gate, GateConfig, PermissionOf, RoleMap, RoleOf } from "claimgate";
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
