import { Fault, shown } from "./fault.js";

export interface ProviderGuide {
  readonly name: string;
  readonly title: string;
  /** What an issuer looks like there. */
  readonly issuer: string;
  /** As the provider writes it, from what people type. @throws {Fault} */
  issuerOf(typed: string): string;
  /** The map's `claims`. */
  claims(issuer: string, namespace: string): unknown;
  /** What to set there, in order; `origin` is the app's. */
  steps(origin: string, namespace: string, client: { clientId: string; issuer: string }): string[];
}

const plain = (typed: string) => checked(typed.replace(/\/+$/, ""));

/** One each; the facts are those of the manual's page on providers. */
export const PROVIDERS: readonly ProviderGuide[] = [
  {
    name: "okta",
    title: "Okta",
    issuer: "https://DOMAIN.okta.com (org server), or https://DOMAIN.okta.com/oauth2/default (custom server)",
    issuerOf: plain,
    claims: (issuer) => (issuer.includes("/oauth2/") ? "okta-custom" : "okta-org"),
    steps: (origin, _namespace, { issuer }) => [
      "Applications, Create App Integration: OIDC, Single-Page Application; grant types Authorization Code and Refresh Token",
      `Sign-in redirect URI ${origin}/callback, sign-out redirect URI ${origin}/`,
      `Security, API, Trusted Origins: ${origin}, for CORS`,
      issuer.includes("/oauth2/")
        ? "Security, API, this authorization server: a scope `groups`, and a claim `groups` in the ID token, Always, with a filter; or let `npx claimgate okta` do it"
        : "The app's Sign On tab: a groups claim filter named `groups`",
    ],
  },
  {
    name: "entra",
    title: "Microsoft Entra ID",
    issuer: "https://login.microsoftonline.com/TENANT-ID/v2.0",
    issuerOf: plain,
    claims: () => "entra-app-roles",
    steps: (origin) => [
      `App registrations, New registration; platform Single-page application with the redirect URI ${origin}/callback`,
      `Authentication: add ${origin}/ as a redirect URI too, for the way back after sign-out`,
      "App roles: create `app-admins` and `app-editors`, then assign people or groups to them under Enterprise applications",
    ],
  },
  {
    name: "auth0",
    title: "Auth0",
    issuer: "https://TENANT.eu.auth0.com/ (with the slash at its end)",
    issuerOf: (typed) => `${plain(typed)}/`,
    claims: (_issuer, namespace) => ({ preset: "auth0", namespace }),
    steps: (origin, namespace) => [
      "Applications, Create Application: Single Page Web Applications",
      `Allowed Callback URLs ${origin}/callback, Allowed Logout URLs ${origin}/, Allowed Web Origins ${origin}`,
      `Actions, Triggers, post-login: api.idToken.setCustomClaim("${namespace}roles", event.authorization?.roles ?? [])`,
      "User Management, Roles: create `app-admins` and `app-editors`, then assign people to them",
    ],
  },
  {
    name: "keycloak",
    title: "Keycloak",
    issuer: "https://HOST/realms/REALM",
    issuerOf: plain,
    claims: () => "keycloak-realm",
    steps: (origin) => [
      "Clients, Create client: OpenID Connect, client authentication off, Standard flow only; Advanced: PKCE method S256",
      `Valid redirect URI ${origin}/callback, valid post logout redirect URI ${origin}/, web origin ${origin}`,
      "Client scopes, roles, Mappers, realm roles: Add to ID token on",
      "Realm roles: create `app-admins` and `app-editors`, then assign people to them",
    ],
  },
  {
    name: "cognito",
    title: "Amazon Cognito",
    issuer: "https://cognito-idp.REGION.amazonaws.com/POOL-ID",
    issuerOf: plain,
    claims: () => "cognito",
    steps: (origin) => [
      "App clients, Create app client: Single-page application (no secret), authorization code grant, scopes openid and profile",
      `Allowed callback URL ${origin}/callback, allowed sign-out URL ${origin}/`,
      "Groups: create `app-admins` and `app-editors`, then add people to them",
    ],
  },
  {
    name: "generic",
    title: "another OpenID Connect provider",
    issuer: "https://id.acme.example",
    issuerOf: checked,
    claims: () => "generic",
    steps: (origin) => [
      "Register a public client (no secret): authorization code with PKCE, refresh tokens if it has them",
      `Redirect URI ${origin}/callback, post-logout redirect URI ${origin}/, CORS for ${origin}`,
      'Let it put an array `groups` into the ID token or userinfo. If that needs a scope: `scope: "openid profile groups"` in gate.ts',
    ],
  },
  {
    name: "dev",
    title: "the development provider of claimgate, on this machine",
    issuer: "http://localhost:9000",
    issuerOf: plain,
    claims: () => "generic",
    steps: (origin, _namespace, { clientId, issuer }) => [idpCommand(origin, clientId, new URL(issuer).port || "80")],
  },
];

/** With what differs from its defaults. */
function idpCommand(origin: string, clientId: string, port: string): string {
  const options = [
    port === "9000" ? "" : ` --port ${port}`,
    clientId === "app" ? "" : ` --client-id ${clientId}`,
    origin === "http://localhost:5173" ? "" : ` --redirect-uri ${origin}/callback`,
  ];
  return `npx claimgate idp --users users.json${options.join("")}     (leave it running; it asks for no password)`;
}

function checked(typed: string): string {
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  const isLocal = url?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url && (url.protocol === "https:" || isLocal) && !url.search && !url.hash && !PLACEHOLDER.test(typed)) return typed;
  throw new Fault(`${shown(typed)} is no issuer`, {
    hint: "an https address (http on this machine only) without query, as the provider's metadata has it",
  });
}

const PLACEHOLDER = /\b(DOMAIN|TENANT|TENANT-ID|HOST|REALM|REGION|POOL-ID)\b/;
