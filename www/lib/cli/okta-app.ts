import { Fault, shown } from "./fault.js";
import type { Json, OktaApi } from "./okta-api.js";
import { type Ask, isThisMachine, type Note, type Step } from "./okta-step.js";

/** An OpenID Connect app as Okta has it, and what of it matters here. */
export interface App {
  readonly raw: Json;
  readonly id: string;
  readonly label: string;
  readonly profile: Json;
  readonly credentials: Json;
  readonly settings: Json;
}

/** @throws {Fault} where there is none, or where it is no OpenID Connect app */
export async function readApp(api: OktaApi, { clientId, org }: Ask): Promise<App> {
  const raw = await api.one(`/api/v1/apps/${encodeURIComponent(clientId)}`);
  if (!raw) throw new Fault(`${org} has no app ${shown(clientId)}`, { hint: "the client ID stands at Applications, the app, General" });
  const label = typeof raw.label === "string" ? raw.label : clientId;
  if (raw.signOnMode !== "OPENID_CONNECT") {
    throw new Fault(`the app ${shown(label)} is no OpenID Connect app`, { hint: "create one: Applications, Create App Integration" });
  }
  const [profile, credentials, settings] = [raw.profile, member(raw.credentials, "oauthClient"), member(raw.settings, "oauthClient")].map(
    (part) => (typeof part === "object" && part !== null ? part : {}) as Json,
  ) as [Json, Json, Json];
  return { raw, id: clientId, label, profile, credentials, settings };
}

/** The guide's step two. The whole app goes back, since PUT replaces; what Okta alone writes is left out. */
export function listStep({ raw, id, profile }: App, ids: readonly string[]): Step {
  const what = "allow list of the app";
  const now = list(profile.groupwhitelist);
  const more = ids.filter((each) => !now.includes(each)).length;
  const less = now.filter((each) => !ids.includes(each)).length;
  if (Array.isArray(profile.groupwhitelist) && more + less === 0)
    return { what, how: `\`profile.groupwhitelist\` holds just these ${ids.length}` };
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !READ_ONLY.includes(name)));
  const shown = { profile: { ...profile, groupwhitelist: ids } };
  return {
    what,
    how: `\`profile.groupwhitelist\` of ${ids.length}: ${more} more, ${less} less; the rest of the app as it is`,
    change: { method: "PUT", path: `/api/v1/apps/${encodeURIComponent(id)}`, body: { ...kept, ...shown } },
    shown,
  };
}

/** What keeps a page from signing in, and what is better otherwise. */
export function appFaults({ raw, credentials, settings }: App): Note[] {
  const grants = list(settings.grant_types);
  const redirects = list(settings.redirect_uris);
  const rules: [boolean, Note["level"], string, string][] = [
    [raw.status !== "ACTIVE", "error", "the app is not active", "activate it: Applications, the app"],
    [
      settings.application_type !== "browser",
      "error",
      `the app is of the type \`${text(settings.application_type)}\`, not a single-page app`,
      "create another one: OIDC, Single-Page Application; the type of an app cannot be changed",
    ],
    [
      credentials.token_endpoint_auth_method !== "none",
      "error",
      `the app has to prove itself (\`${text(credentials.token_endpoint_auth_method)}\`), which a page cannot`,
      "General, Client Credentials: Client authentication None",
    ],
    [!grants.includes("authorization_code"), "error", "the app lacks the grant type Authorization Code", "General, General Settings, Edit"],
    [redirects.length === 0, "error", "the app has no sign-in redirect URI", "add ORIGIN/callback under General, Login"],
    [
      credentials.pkce_required === false,
      "warning",
      "PKCE is not required",
      "General, Client Credentials: Require PKCE as additional verification",
    ],
    [
      !grants.includes("refresh_token"),
      "warning",
      "the app lacks the grant type Refresh Token",
      "without it tokens are renewed in a hidden frame, which browsers without third-party cookies do not allow",
    ],
    [grants.includes("implicit"), "warning", "the app allows the implicit flow", "take it out: its tokens pass through the address bar"],
    [
      list(settings.post_logout_redirect_uris).length === 0,
      "warning",
      "the app has no sign-out redirect URI",
      "add ORIGIN/: without it Okta does not lead back after a sign-out",
    ],
  ];
  const open = redirects.filter((uri) => !isSafe(uri));
  const unsafe = open.map(
    (uri): Note => ({ level: "warning", message: `the redirect URI \`${uri}\` is not https`, help: "use https, except on this machine" }),
  );
  return [...rules.filter(([isWrong]) => isWrong).map(([, level, message, help]) => ({ level, message, help })), ...unsafe];
}

/** Of the pages that people come back to; one with a wildcard is nobody's origin. */
export function originsOf({ settings }: App): string[] {
  const uris = list(settings.redirect_uris).filter((uri) => /^https?:/.test(uri) && URL.canParse(uri) && !uri.includes("*"));
  return [...new Set(uris.map((uri) => new URL(uri).origin))];
}

function isSafe(uri: string): boolean {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  return url !== undefined && (url.protocol !== "http:" || isThisMachine(url));
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Json)[name] : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "unknown";
}

const READ_ONLY = ["id", "orn", "created", "lastUpdated", "_links", "_embedded"];
