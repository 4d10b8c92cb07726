import { createHash } from "node:crypto";

// What `claimgate okta` needs of an Okta org, in memory: shapes as in github.com/okta/okta-sdk-nodejs, src/generated/models.

/**
 * @typedef {object} OktaOrg
 * @property {object} app the one app, as at /api/v1/apps/ID
 * @property {object} server the one custom authorization server: this provider
 * @property {object[]} scopes
 * @property {object[]} claims
 * @property {object[]} policies which apps the server serves
 * @property {object[]} origins Trusted Origins
 * @property {() => object[]} groups as they are now
 * @property {(person: object, kind: "IDENTITY" | "RESOURCE", at: { use?: string, scope?: string }) => object} claimsOf
 *   what a token holds of a person
 */

/**
 * @param {{ clientId: string, redirectUris: string[], afterSignOut: string[], accounts: object, groupsClaim: string }} parts
 *   accounts kept, not copied; their groups are the groups of the org
 * @returns {OktaOrg}
 */
export function createOktaOrg({ clientId, redirectUris, afterSignOut, accounts, groupsClaim }) {
  const org = {
    app: appOf({ clientId, redirectUris, afterSignOut }),
    server: { id: "default", name: "default", status: "ACTIVE", audiences: ["api://default"] },
    scopes: ["openid", "profile", "email", "offline_access"].map((name) => ({ id: `scp-${name}`, name, system: true })),
    claims: [{ id: "ocl-sub", name: "sub", claimType: "RESOURCE", valueType: "SYSTEM", status: "ACTIVE", system: true }],
    policies: [{ id: "00p1", name: "Everybody", status: "ACTIVE", conditions: { clients: { include: ["ALL_CLIENTS"] } } }],
    origins: [],
    groups: () => {
      const names = new Set(["Everyone", ...Object.values(accounts).flatMap((account) => groupsOf(account.claims))]);
      return [...names].map((name) => ({ id: idOf(name), type: name === "Everyone" ? "BUILT_IN" : "OKTA_GROUP", profile: { name } }));
    },
    claimsOf: (person, kind, at) => {
      const { [groupsClaim]: _, ...rest } = person;
      const asked = org.claims.filter(
        (claim) => !claim.system && claim.status === "ACTIVE" && claim.claimType === kind && isAskedFor(claim, at),
      );
      return {
        ...rest,
        ...Object.fromEntries(asked.map((claim) => [claim.name, valueOfClaim(claim, ["Everyone", ...groupsOf(person)], org.app)])),
      };
    },
  };
  const groupsOf = (person) => [person[groupsClaim] ?? []].flat();
  return org;
}

/** `getFilteredGroups(app.profile.NAME, "group.name", LIMIT)`, the one expression that is known here. */
export function parseExpression(value) {
  const [, list, limit] = /^getFilteredGroups\(app\.profile\.(\w+),"group\.name",(\d+)\)$/.exec(String(value).replace(/\s+/g, "")) ?? [];
  return list !== undefined && Number(limit) >= 1 && Number(limit) <= 100 ? { list, limit: Number(limit) } : undefined;
}

/** In the code flow a claim that is not Always is at userinfo only. */
function isAskedFor({ alwaysIncludeInToken, conditions }, { use, scope }) {
  if (use === "id_token" && alwaysIncludeInToken !== true) return false;
  const scopes = conditions?.scopes ?? [];
  return scopes.length === 0 || scopes.some((each) => (scope ?? "").split(" ").includes(each));
}

function valueOfClaim({ valueType, value, group_filter_type: filter }, names, app) {
  if (valueType === "GROUPS") return names.filter((name) => FILTERS[filter](name, value));
  const { list, limit } = parseExpression(value);
  const allowed = app.profile?.[list] ?? [];
  return names.filter((name) => allowed.includes(idOf(name))).slice(0, limit);
}

/** The same name has the same id, in every run. */
function idOf(name) {
  return `00g${createHash("sha256").update(name).digest("hex").slice(0, 17)}`;
}

function appOf({ clientId, redirectUris, afterSignOut }) {
  return {
    id: clientId,
    name: "oidc_client",
    label: clientId,
    status: "ACTIVE",
    signOnMode: "OPENID_CONNECT",
    credentials: { oauthClient: { client_id: clientId, token_endpoint_auth_method: "none", pkce_required: true } },
    settings: {
      oauthClient: {
        application_type: "browser",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: redirectUris,
        post_logout_redirect_uris: afterSignOut,
      },
    },
    profile: {},
  };
}

export const FILTERS = {
  STARTS_WITH: (name, value) => name.startsWith(value),
  EQUALS: (name, value) => name === value,
  CONTAINS: (name, value) => name.includes(value),
  REGEX: (name, value) => new RegExp(`^(?:${value})$`).test(name),
};
