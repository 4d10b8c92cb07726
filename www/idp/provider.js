import { randomBytes } from "node:crypto";
import { findAccount } from "./accounts.js";
import { ALGORITHMS } from "./keys.js";
import { errorPage, signedOutPage, signingOutPage } from "./pages.js";
import { importProvider } from "./quiet.js";

const DAY = 86_400;
/** What a person who signs in here may be said to have done; whichever is asked for first is said. */
export const ACR_VALUES = ["urn:fieldnote:password", "urn:fieldnote:strong"];

/**
 * @typedef {object} Resources  what access tokens can be for (RFC 8707)
 * @property {string | string[]} [only] the APIs that there are; without it, any
 * @property {string} [byDefault] the API where the client names none
 * @property {string} scope what clients are granted there, space-separated
 * @property {(claims: object, scope: string | undefined) => object | undefined} claimsOf what of a person goes into the access token
 */

/**
 * @typedef {object} Protocol  what the provider insists on
 * @property {boolean} [pushed] requests must be pushed (RFC 9126)
 * @property {boolean} [dpopNonce] proofs must have its nonce (RFC 9449 section 8)
 */

/**
 * One oidc-provider over the store and the keys as they are now. Built again after a rotation of keys.
 * @param {{ issuer: string, clients: object[], origins: string[], vocabulary: Function, resources: Resources, accounts: object,
 *   identityOf?: Function, store: Function, keys: object, ttl: { accessToken: number, idToken: number, refreshToken: number }, protocol?: Protocol }} parts
 *   times in seconds
 */
export async function buildProvider(parts) {
  const { Provider, errors, interactionPolicy } = await importProvider();
  const { issuer, clients, origins, accounts, store, keys, resources } = parts;
  return new Provider(issuer, {
    adapter: store,
    jwks: keys.signing(),
    clients,
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    cookies: { keys: ["development-only"] },
    pkce: { required: () => true },
    ...parts.vocabulary(),
    conformIdTokenClaims: false, // what the scopes ask for goes into the ID token too: the SPA reads groups there
    enabledJWA: { idTokenSigningAlgValues: ALGORITHMS },
    issueRefreshToken: async () => true, // also without offline_access, which would need a consent page
    rotateRefreshToken: true,
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}`, policy: whenToAsk(interactionPolicy) },
    acrValues: ACR_VALUES,
    ttl: lifetimes(parts.ttl),
    findAccount: async (_ctx, sub) => signedInAccount(accounts, sub, parts.identityOf),
    extraTokenClaims: async (_ctx, token) => resources.claimsOf(findAccount(accounts, token.accountId)?.claims ?? {}, token.scope),
    loadExistingGrant: (ctx) => silentConsent(ctx, resources),
    renderError: async (ctx, { error, error_description: description }) => {
      ctx.type = "html";
      ctx.body = errorPage(error, description);
    },
    features: features(resources, parts.protocol ?? {}, errors),
  });
}

/** A page's client: no secret, authorization code with PKCE, refresh tokens. */
export function publicClient(id, { redirectUris, afterSignOut, alg = "RS256" }) {
  return {
    client_id: id,
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    redirect_uris: redirectUris,
    post_logout_redirect_uris: afterSignOut,
    id_token_signed_response_alg: alg,
  };
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

/** As oidc-provider asks, but for consent of a native client, and again when one of `acr_values` is wanted that the person has not. */
function whenToAsk({ base, Check }) {
  const policy = base();
  const wanted = (params) => params.acr_values?.split(" ") ?? [];
  const isMet = ({ oidc }) => wanted(oidc.params).length === 0 || wanted(oidc.params).includes(oidc.acr) || oidc.result?.login;
  // Against apps that share a custom scheme; ours are pages.
  policy.get("consent").checks.remove("native_client_prompt");
  policy.get("login").checks.add(new Check("acr_values", "a stronger sign-in is required", (ctx) => !isMet(ctx)));
  return policy;
}

function features({ only, byDefault, scope }, protocol, { InvalidTarget }) {
  return {
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: protocol.pushed ?? false },
    dPoP: { enabled: true, ...(protocol.dpopNonce && { nonceSecret: randomBytes(32), requireNonce: () => true }) },
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
      ...(byDefault && { defaultResource: async () => byDefault }),
      getResourceServerInfo: async (_ctx, resource) => {
        if (only && ![only].flat().includes(resource)) throw new InvalidTarget();
        return { scope, audience: resource, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } };
      },
    },
  };
}

function signedInAccount(accounts, sub, identityOf = (claims) => claims) {
  const account = findAccount(accounts, sub);
  return account && { accountId: sub, claims: async (use, scope) => ({ sub, ...identityOf(account.claims, { use, scope }) }) };
}

// Our own clients: nobody is asked whether they agree.
async function silentConsent(ctx, { only, byDefault, scope }) {
  const { client, session, params, provider } = ctx.oidc;
  const known = session.grantIdFor(client.clientId);
  const grant =
    (known && (await provider.Grant.find(known))) || new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(params.scope ?? "openid");
  const asked = [params.resource ?? byDefault ?? []].flat();
  for (const resource of only ? [only].flat() : asked) grant.addResourceScope(resource, scope);
  await grant.save();
  return grant;
}
