import type { RoleMap } from "../types.js";
import { near } from "./near.js";
import type { Json, OktaApi } from "./okta-api.js";

/** What a role map asks of an org: groups by name, and templates that stand for any number of them. */
export interface Wanted {
  readonly names: readonly string[];
  readonly templates: readonly string[];
}

export interface Found {
  readonly groups: readonly { name: string; id: string }[];
  readonly missing: readonly { name: string; near: string[] }[];
  /** Two groups of one name: nobody could tell them apart in a token. */
  readonly twice: readonly { name: string; ids: string[] }[];
}

/** An entry that is ignored needs nothing in the token, and `$authenticated` is no group. */
export function wantedGroups({ groups = [] }: RoleMap): Wanted {
  const entries = groups as readonly { match: string; ignore?: boolean }[];
  const matches = [...new Set(entries.filter(({ match, ignore }) => !ignore && !match.startsWith("$")).map(({ match }) => match))];
  return { names: matches.filter((match) => !match.includes("{")), templates: matches.filter((match) => match.includes("{")) };
}

/** Asked by name: an org may have many thousands of groups, and a map names a few. */
export async function findGroups(api: OktaApi, names: readonly string[]): Promise<Found> {
  const listed = new Map<string, { name: string; id: string }>();
  const take = (groups: Json[]) => {
    const known = groups.flatMap(({ id, profile }) => {
      const name = (profile as Json | undefined)?.name;
      return typeof id === "string" && typeof name === "string" ? [{ id, name }] : [];
    });
    for (const group of known) listed.set(group.id, group);
    return known.map(({ name }) => name);
  };
  for (const search of searches(names)) take(await api.all(`/api/v1/groups?search=${encodeURIComponent(search)}&limit=200`));
  const idsOf = (name: string) => [...listed.values()].filter((group) => group.name === name).map(({ id }) => id);
  const close = new Map<string, string[]>();
  for (const name of names.filter((each) => idsOf(each).length === 0)) {
    // The index behind `search` is late for a group that was just made; `q` finds by the beginning of a name, and so what is near too.
    close.set(name, take(await api.all(`/api/v1/groups?q=${encodeURIComponent([...name].slice(0, 3).join(""))}&limit=200`)));
  }
  return {
    groups: names.flatMap((name) => (idsOf(name).length === 1 ? idsOf(name).map((id) => ({ name, id })) : [])),
    missing: names.filter((name) => idsOf(name).length === 0).map((name) => ({ name, near: near(name, close.get(name) ?? []) })),
    twice: names.filter((name) => idsOf(name).length > 1).map((name) => ({ name, ids: idsOf(name) })),
  };
}

/** One regular expression for all of them, as the filter `Matches regex` takes it; a capture holds what the role map lets it hold. */
export function regexOf({ names, templates }: Wanted): string {
  const each = [...names, ...templates].map((match) =>
    match
      .split(/\{[^}]*\}/)
      .map(escaped)
      .join(CAPTURE),
  );
  return `^(?:${each.join("|")})$`;
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
}

/** As few as their length allows: Okta takes the expression in the address. */
function searches(names: readonly string[]): string[] {
  const found: string[] = [];
  for (const name of names) {
    const one = `profile.name eq "${name.replace(/["\\]/g, "\\$&")}"`;
    const last = found.at(-1);
    if (last !== undefined && last.length + one.length < 1000) found[found.length - 1] = `${last} or ${one}`;
    else found.push(one);
  }
  return found;
}

// src/template.rs has the same.
const CAPTURE = "[A-Za-z0-9._-]{1,128}";
