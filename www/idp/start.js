import { demoAccounts } from "./accounts.js";
import { createApi } from "./api/index.js";
import { publicClient } from "./provider.js";
import { serveProvider } from "./serve.js";

const API_SCOPE = "groups profile email";
const VOCABULARY = {
  scopes: ["openid", "offline_access", "profile", "email", "groups"],
  claims: {
    openid: ["sub"],
    profile: ["name", "preferred_username"],
    email: ["email", "email_verified"],
    groups: ["groups"],
  },
};

/**
 * Starts the provider and, under /api, the demo's API. Rejects with Node's EADDRINUSE error when the port is taken.
 *
 * @param {object} [options]
 * @param {number} [options.port] 0 takes a free one
 * @param {string[]} [options.spaOrigins] whose /callback and / are registered, and who may call across origins
 * @param {string} [options.host] the address to listen on; the issuer is always http://localhost:PORT
 * @param {{ accessToken?: number, idToken?: number, refreshToken?: number }} [options.ttl] seconds
 * @param {Record<string, import("./accounts.js").Account>} [options.accounts] kept, not copied: a change shows in the next token
 * @param {object | URL} [options.roleMap] the map of the API; default: the demo's
 * @param {import("./provider.js").Protocol} [options.protocol] what the provider insists on
 * @param {string | { createApiGuard: Function }} [options.claimgate] package name, or what `claimgate/server` exports
 */
export async function startIdp({
  port = 9101,
  spaOrigins = ["http://localhost:5173"],
  host,
  ttl,
  accounts = demoAccounts(),
  roleMap,
  claimgate = "claimgate",
  protocol,
} = {}) {
  const audienceAt = (issuer) => `${issuer}/api`;
  const reportsAt = (issuer) => `${issuer}/reports`; // a second resource, without anything behind it
  const idp = await serveProvider({
    port,
    host,
    ttl,
    accounts,
    clients: clients(spaOrigins),
    origins: spaOrigins,
    vocabulary: () => VOCABULARY,
    protocol,
    resources: (issuer) => ({ only: [audienceAt(issuer), reportsAt(issuer)], scope: API_SCOPE, claimsOf: groupsInScope }),
    api: ({ issuer, keys }) => createApi({ issuer, apiAudience: audienceAt(issuer), spaOrigins, accounts, keys, roleMap, claimgate }),
  });
  return { ...idp, apiOrigin: idp.issuer, apiAudience: audienceAt(idp.issuer), reportsAudience: reportsAt(idp.issuer) };
}

function clients(origins) {
  const client = (id, alg) =>
    publicClient(id, {
      redirectUris: origins.map((origin) => `${origin}/callback`),
      afterSignOut: origins.map((origin) => `${origin}/`),
      alg,
    });
  // Sign-in only; a web client could not have it on loopback.
  const implicit = { ...client("spa-id-token"), application_type: "native", grant_types: ["implicit"], response_types: ["id_token"] };
  const algorithms = [client("spa-ps256", "PS256"), client("spa-es256", "ES256"), client("spa-eddsa", "EdDSA")];
  return [client("demo"), client("spa"), ...algorithms, implicit];
}

function groupsInScope({ groups }, scope) {
  return groups && scope?.split(" ").includes("groups") ? { groups } : undefined;
}
