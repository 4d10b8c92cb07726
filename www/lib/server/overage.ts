import type { RoleMap } from "../types.js";

/** The claims as if the token had named all groups: these stand where the map reads them, and what says that some are missing goes. */
export function withGroups(claims: Readonly<Record<string, unknown>>, map: RoleMap, groups: readonly string[]): object {
  const [first = "groups", ...rest] = groupsPath(map);
  const { hasgroups: _, _claim_names: names, _claim_sources: sources, ...kept } = claims;
  const missing = Object.entries(isObject(names) ? names : {}).filter(([name]) => name !== first && name !== "groups");
  const marks = missing.length > 0 ? { _claim_names: Object.fromEntries(missing), _claim_sources: sources } : {};
  return { ...kept, ...marks, [first]: placed(kept[first], rest, groups) };
}

function placed(value: unknown, path: readonly string[], groups: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return groups;
  const inner = isObject(value) ? value : {};
  return { ...inner, [first]: placed(inner[first], rest, groups) };
}

/** Of the first source of the API's half; presets that know overage read `groups`. */
function groupsPath(map: RoleMap): string[] {
  const api = member(member(map.claims, "api"), "groups");
  const source: unknown = isObject(api) && Array.isArray(api.sources) ? api.sources[0] : undefined;
  const path = member(source, "path");
  return Array.isArray(path) && path.every((key) => typeof key === "string") ? path : ["groups"];
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
