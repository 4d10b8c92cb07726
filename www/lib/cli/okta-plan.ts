import type { RoleMap } from "../types.js";
import type { OktaApi } from "./okta-api.js";
import { appFaults, listStep, originsOf, readApp } from "./okta-app.js";
import { type Found, findGroups, regexOf, type Wanted, wantedGroups } from "./okta-groups.js";
import { originSteps } from "./okta-origins.js";
import { claimStep, EXPRESSION, type Groups, policyNotes, readServer, type Server, scopeStep } from "./okta-server.js";
import type { Ask, Note, Part, Step } from "./okta-step.js";

export interface Plan extends Ask {
  readonly app: string;
  readonly issuer: string;
  readonly wanted: Wanted;
  readonly found: Found;
  readonly notes: readonly Note[];
  readonly steps: readonly Step[];
  /** What only the admin console can do. */
  readonly byHand: readonly string[];
  /** The map's `claims` for these tokens. */
  readonly claims: unknown;
  readonly hasClaims: boolean;
}

/** Reads the org, and says what it lacks; changes nothing. @throws {Fault} */
export async function planOf(api: OktaApi, asked: Ask, map: RoleMap): Promise<Plan> {
  const wanted = wantedGroups(map);
  const app = await readApp(api, asked);
  const server = asked.server === "org" ? undefined : await readServer(api, asked);
  const found = await findGroups(api, wanted.names);
  const groups: Groups = wanted.templates.length > 0 ? { regex: regexOf(wanted) } : { count: found.groups.length };
  // The list before the claim that reads it.
  const list = "count" in groups ? [listStep(app, idsOf(found))] : [];
  const [served, trusted] = [await atServer(api, server, asked, groups), await originSteps(api, originsOf(app))];
  const claims = claimsFor(asked);
  return {
    ...asked,
    app: app.label,
    issuer: server?.issuer ?? asked.org,
    wanted,
    found,
    notes: [...groupNotes(wanted, found, asked), ...mapNotes(map), ...appFaults(app), ...served.notes, ...trusted.notes],
    steps: [...list, ...served.steps, ...trusted.steps],
    byHand: server ? [] : consoleLines(asked, groups),
    claims,
    hasClaims: JSON.stringify(map.claims) === JSON.stringify(claims),
  };
}

async function atServer(api: OktaApi, server: Server | undefined, asked: Ask, groups: Groups): Promise<Part> {
  if (!server) return { steps: [], notes: [] };
  const claims = (["IDENTITY", "RESOURCE"] as const).map((kind) => claimStep(server, kind, asked.claim, groups));
  const steps = [await scopeStep(api, server), ...claims.map(({ step }) => step)];
  return { steps, notes: [...(await policyNotes(api, server, asked)), ...claims.flatMap(({ note }) => note ?? [])] };
}

function idsOf({ groups }: Found): string[] {
  return groups.map(({ id }) => id);
}

function groupNotes({ names, templates }: Wanted, { missing, twice }: Found, { allowMissing }: Ask): Note[] {
  const absent = missing.map(({ name, near }): Note => {
    const hint =
      near.length === 0 ? "create it at Okta: Directory, Groups" : `did you mean ${near.map((each) => `\`${each}\``).join(" or ")}?`;
    const help = allowMissing ? hint : `${hint} Or leave it out with --allow-missing`;
    return { level: allowMissing ? "warning" : "error", message: `the org has no group \`${name}\``, help };
  });
  const double = twice.map(({ name, ids }): Note => {
    const help = "rename one of them: whoever is in either would have what the map gives";
    return { level: "error", message: `${ids.length} groups are called \`${name}\`: ${ids.join(", ")}`, help };
  });
  const none = names.length + templates.length === 0;
  const empty: Note = { level: "error", message: "the role map names no group", help: "there is nothing that a token would have to hold" };
  const many: Note = {
    level: "warning",
    message: `the map names ${names.length} groups, and an expression gives at most 100`,
    help: "somebody who is in more of them may get no token at all: name fewer, or give them one beginning and a template, which becomes a filter",
  };
  return [...absent, ...double, ...(none ? [empty] : []), ...(names.length > 100 && templates.length === 0 ? [many] : [])];
}

/** Where the map changes names before it compares them, Okta has others than the map. */
function mapNotes({ claims }: RoleMap): Note[] {
  const { client, api } = (typeof claims === "object" ? claims : {}) as Record<string, { groups?: { normalise?: object[] } } | undefined>;
  const changes = [client, api].flatMap((half) => half?.groups?.normalise ?? []).filter((step) => !("trim" in step || "keep" in step));
  const message = "the map changes names before it compares them (`normalise`)";
  return changes.length === 0
    ? []
    : [{ level: "warning", message, help: "the groups of Okta that are meant may be called otherwise than here" }];
}

function claimsFor({ server, claim }: Ask): unknown {
  if (server !== "org") return claim === "groups" ? "okta-custom" : { preset: "okta-custom", claim };
  if (claim === "groups") return "okta-org";
  return { client: { groups: { sources: ["id", "userinfo"].map((token) => ({ token, path: [claim] })) } } };
}

/** Step three of Okta's guide; there is no public API for it. */
function consoleLines({ claim }: Ask, groups: Groups): string[] {
  const at = "Applications, this app, Sign On, OpenID Connect ID Token, Edit";
  if ("regex" in groups) return [at, "Groups claim type: Filter", `Groups claim filter: ${claim}, Matches regex, ${groups.regex}`];
  return [at, "Groups claim type: Expression", `Groups claim expression: ${claim}, ${EXPRESSION}`];
}
