import { findAccount } from "./accounts.js";
import { ALGORITHMS } from "./keys.js";
import { errorPage, signedOutPage, signingOutPage } from "./pages.js";
import { importProvider } from "./quiet.js";

const DAY = 86_400;
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
 * One oidc-provider over the store and the keys as they are now. Built again after a rotation of keys.
 * @param {{ issuer: string, apiAudience: string, spaOrigins: string[], accounts: object, store: Function, keys: object,
 *   ttl: { accessToken: number, idToken: number, refreshToken: number } }} parts  times in seconds
 */
export async function buildProvider(parts) {
  const { Provider, errors } = await importProvider();
  const { issuer, spaOrigins, accounts, store, keys } = parts;
  return new Provider(issuer, {
    adapter: store,
    jwks: keys.signing(),
    clients: clients(spaOrigins),
    clientBasedCORS: (_ctx, origin) => spaOrigins.includes(origin),
    cookies: { keys: ["development-only"] },
    pkce: { required: () => true },
    ...VOCABULARY,
    conformIdTokenClaims: false, // what the scopes ask for goes into the ID token too: the SPA reads groups there
    enabledJWA: { idTokenSigningAlgValues: ALGORITHMS },
    issueRefreshToken: async () => true, // also without offline_access, which would need a consent page
    rotateRefreshToken: true,
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: lifetimes(parts.ttl),
    findAccount: async (_ctx, sub) => signedInAccount(accounts, sub),
    extraTokenClaims: async (_ctx, token) => accessTokenClaims(accounts, token),
    loadExistingGrant: (ctx) => silentConsent(ctx, parts.apiAudience),
    renderError: async (ctx, { error, error_description: description }) => {
      ctx.type = "html";
      ctx.body = errorPage(error, description);
    },
    features: features(parts, errors),
  });
}

function lifetimes({ accessToken, idToken, refreshToken }) {
  return {
    AccessToken: accessToken,
    IdToken: idToken,
    RefreshToken: refreshToken,
    AuthorizationCode: 60,
    Interaction: 3600,
    Session: DAY,
    Grant: DAY,
  };
}

function clients(spaOrigins) {
  const client = (id, alg = "RS256") => ({
    client_id: id,
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    redirect_uris: spaOrigins.map((origin) => `${origin}/callback`),
    post_logout_redirect_uris: spaOrigins.map((origin) => `${origin}/`),
    id_token_signed_response_alg: alg,
  });
  return [client("demo"), client("spa"), client("spa-ps256", "PS256"), client("spa-es256", "ES256"), client("spa-eddsa", "EdDSA")];
}

function features({ apiAudience }, { InvalidTarget }) {
  return {
    devInteractions: { enabled: false },
    revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (ctx, form) => {
        ctx.body = signingOutPage(form);
      },
      postLogoutSuccessSource: async (ctx) => {
        ctx.body = signedOutPage();
      },
    },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: async () => true,
      getResourceServerInfo: async (_ctx, resource) => {
        if (resource !== apiAudience) throw new InvalidTarget();
        return { scope: API_SCOPE, audience: apiAudience, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } };
      },
    },
  };
}

function signedInAccount(accounts, sub) {
  const account = findAccount(accounts, sub);
  return account && { accountId: sub, claims: async () => ({ sub, ...account.claims }) };
}

function accessTokenClaims(accounts, token) {
  const groups = findAccount(accounts, token.accountId)?.claims.groups;
  return groups && token.scope?.split(" ").includes("groups") ? { groups } : undefined;
}

// Our own clients: nobody is asked whether they agree.
async function silentConsent(ctx, apiAudience) {
  const { client, session, params, provider } = ctx.oidc;
  const known = session.grantIdFor(client.clientId);
  const grant =
    (known && (await provider.Grant.find(known))) || new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(params.scope ?? "openid");
  grant.addResourceScope(apiAudience, API_SCOPE);
  await grant.save();
  return grant;
}
