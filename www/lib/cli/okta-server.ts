import { didYouMean, Fault, shown } from "./fault.js";
import type { Json, OktaApi } from "./okta-api.js";
import type { Ask, Note, Step } from "./okta-step.js";

/** How the groups of a token are chosen: by the app's allow list, or by what their names match. */
export type Groups = { readonly count: number } | { readonly regex: string };

export interface Server {
  readonly path: string;
  readonly name: string;
  readonly issuer: string;
  readonly claims: readonly Json[];
}

/** A custom authorization server. @throws {Fault} where there is none */
export async function readServer(api: OktaApi, { server, org }: Ask): Promise<Server> {
  const path = `/api/v1/authorizationServers/${encodeURIComponent(server)}`;
  const found = await api.one(path);
  if (!found) throw await noServer(api, server, org);
  if (found.status === "INACTIVE")
    throw new Fault(`the authorization server ${shown(server)} is not active`, { hint: "Security, API: activate it" });
  const issuer = typeof found.issuer === "string" ? found.issuer : `${org}/oauth2/${server}`;
  return { path, name: server, issuer, claims: await api.all(`${path}/claims`) };
}

/** The presets ask for it, and a custom server refuses what it does not know (`invalid_scope`). */
export async function scopeStep(api: OktaApi, { path, name }: Server): Promise<Step> {
  const scopes = await api.all(`${path}/scopes?limit=200`);
  const what = "scope `groups`";
  if (scopes.some((scope) => scope.name === "groups")) return { what, how: `the server \`${name}\` has it` };
  const body = { name: "groups", description: "The groups that the app names", consent: "IMPLICIT", metadataPublish: "NO_CLIENTS" };
  return { what, how: `new at the server \`${name}\``, change: { method: "POST", path: `${path}/scopes`, body } };
}

/** Without a policy that lets the app in, the server answers every sign-in with `access_denied`. */
export async function policyNotes(api: OktaApi, { path, name }: Server, { clientId }: Ask): Promise<Note[]> {
  const policies = await api.all(`${path}/policies`);
  const letsIn = policies.some(({ status, conditions }) => {
    const { clients } = (conditions ?? {}) as { clients?: { include?: string[] } };
    return status === "ACTIVE" && (clients?.include ?? []).some((each) => each === "ALL_CLIENTS" || each === clientId);
  });
  const help = "Security, API, the server, Access Policies: add one with a rule for Authorization Code, or assign the app to one";
  return letsIn ? [] : [{ level: "warning", message: `no active access policy of the server \`${name}\` names this app`, help }];
}

/** `IDENTITY` is the ID token's, `RESOURCE` the access token's: both, since a page reads the one and an API the other. */
export function claimStep(
  { path, name: server, claims }: Server,
  claimType: "IDENTITY" | "RESOURCE",
  name: string,
  groups: Groups,
): { step: Step; note?: Note } {
  const what = `claim \`${name}\` of the ${claimType === "IDENTITY" ? "ID" : "access"} token`;
  const now = claims.find((claim) => claim.name === name && claim.claimType === claimType);
  if (now?.system === true) throw new Fault(`Okta itself writes the claim ${shown(name)}`, { hint: "choose another name: --claim NAME" });
  if (now && isAsWanted(now, groups)) return { step: { what, how: "as it should be, Always" } };
  const body = {
    name,
    status: "ACTIVE",
    claimType,
    alwaysIncludeInToken: true,
    conditions: { scopes: scopesOf(now) },
    ...valueFor(groups),
  };
  if (!now) return { step: { what, how: `new, Always: ${valueIn(body)}`, change: { method: "POST", path: `${path}/claims`, body } } };
  const change = { method: "PUT" as const, path: `${path}/claims/${encodeURIComponent(String(now.id))}`, body };
  const message = `the ${what} of the server \`${server}\` is there, and another one: ${valueIn(now)}`;
  const help = "it changes for every app of this server: for one of its own choose --claim NAME, or a server of its own";
  return { step: { what, how: `changed, Always: ${valueIn(body)}`, change }, note: { level: "warning", message, help } };
}

function valueFor(groups: Groups): Json {
  if ("regex" in groups) return { valueType: "GROUPS", group_filter_type: "REGEX", value: groups.regex };
  return { valueType: "EXPRESSION", value: EXPRESSION };
}

function isAsWanted(now: Json, groups: Groups): boolean {
  // A claim that is not Always is left out of the ID token in the code flow.
  if (now.status !== "ACTIVE" || now.alwaysIncludeInToken !== true || !isAskedFor(now)) return false;
  if ("regex" in groups) return now.valueType === "GROUPS" && now.group_filter_type === "REGEX" && now.value === groups.regex;
  // The guide's own limit is 40; any is right that the list cannot exceed.
  const [, limit] =
    /^getFilteredGroups\(app\.profile\.groupwhitelist,"group\.name",(\d{1,3})\)$/.exec(String(now.value).replace(/\s+/g, "")) ?? [];
  return now.valueType === "EXPRESSION" && limit !== undefined && Number(limit) <= 100 && Number(limit) >= Math.min(groups.count, 100);
}

function isAskedFor(claim: Json): boolean {
  const { scopes = [] } = (claim.conditions ?? {}) as { scopes?: string[] };
  return scopes.length === 0 || scopes.some((scope) => ASKED.includes(scope));
}

/** A condition that the gate meets stays. */
function scopesOf(now: Json | undefined): string[] {
  const { scopes = [] } = (now?.conditions ?? {}) as { scopes?: string[] };
  return now && isAskedFor(now) ? scopes : [];
}

function valueIn({ valueType, value, group_filter_type: filter, alwaysIncludeInToken: always, status }: Json): string {
  const how = valueType === "GROUPS" ? `groups by ${filter} \`${value}\`` : `\`${value}\``;
  return `${how}${always === true ? "" : ", not Always"}${status === "ACTIVE" ? "" : ", inactive"}`;
}

async function noServer(api: OktaApi, server: string, org: string): Promise<Fault> {
  const ids = (await api.all("/api/v1/authorizationServers?limit=200")).map(({ id }) => String(id));
  const hint =
    didYouMean(server, ids) ??
    `there is --server org, which needs no API Access Management${ids.length > 0 ? `, or: ${ids.slice(0, 9).join(", ")}` : ""}`;
  return new Fault(`${org} has no authorization server ${shown(server)}`, { hint });
}

/** Step three of Okta's guide, with the most that it allows. */
export const EXPRESSION = 'getFilteredGroups(app.profile.groupwhitelist, "group.name", 100)';
// As `okta-custom` in src/presets/okta.rs.
const ASKED = ["openid", "profile", "groups"];
