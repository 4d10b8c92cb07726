import { GateError } from "../errors.js";
import type { RoleMap } from "../types.js";
import { trustedUrl } from "./read.js";
import type { ReplayStore } from "./replay.js";

/** How tokens that are bound to a key are taken (RFC 9449 section 7). */
export interface DpopOptions {
  /** `true`: no other token is taken. `false`: plain tokens too, as Bearer; a bound one needs its proof in any case. */
  required: boolean;
  /** Default: in the memory of this process, at most 500,000 proofs; while it is full of proofs that are not too old yet, the answer is 503. */
  replay?: ReplayStore;
  /** `https://host[:port]` as clients see it; `http:` for loopback hosts only. Default: that of the request, which a proxy changes. */
  publicOrigin?: string;
}

export interface ApiGuardOptions<M extends RoleMap = RoleMap> {
  /** Exact issuer identifier; discovery is read from it when the first token comes. `http:` for loopback hosts only. */
  issuer: string;
  /** The names of this API in `aud`; where a provider sends none, what its preset names instead (Cognito: the client's id). */
  audience: string | string[];
  roleMap: M;
  /** Default: that of the map's preset. An ID token passes neither. */
  profile?: "rfc9068" | "lax";
  /** RFC 7517, instead of what the provider publishes. */
  jwks?: { keys: object[] };
  /** Instead of discovery. */
  metadata?: object;
  /** Seconds. Default: 60. */
  leeway?: number;
  /**
   * Tokens that are bound to a key, each request with a proof (RFC 9449 section 4.3). Default: `off`, and bound tokens are refused.
   *
   * ```ts
   * createApiGuard({ issuer, audience, roleMap, dpop: { required: true, publicOrigin: "https://api.acme.example" } });
   * ```
   */
  dpop?: "off" | DpopOptions;
  /** Asked when the token says that it could not hold all groups (Entra ID). What it throws makes the answer 503. */
  resolveGroups?: (claims: Readonly<Record<string, unknown>>) => Promise<readonly string[]>;
  /** Seconds since the epoch. Default: the clock. */
  now?: () => number;
}

/** @throws {GateError} `config_invalid`, naming the option */
export function checkOptions({ issuer, audience, roleMap, profile, leeway, dpop }: ApiGuardOptions): void {
  if (typeof issuer !== "string" || trustedUrl(issuer) === null) throw invalid("issuer", "be a URL with `https:`, or loopback");
  const names = typeof audience === "string" ? [audience] : audience;
  const named = Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === "string" && name !== "");
  if (!named) throw invalid("audience", "name this API");
  if (profile !== undefined && profile !== "rfc9068" && profile !== "lax") throw invalid("profile", "be `rfc9068` or `lax`");
  if (leeway !== undefined && !(Number.isInteger(leeway) && leeway >= 0 && leeway <= 300)) throw invalid("leeway", "be 0 to 300 seconds");
  if (dpop !== undefined && dpop !== "off") checkDpop(dpop);
  if (typeof roleMap !== "object" || roleMap === null) throw invalid("roleMap", "be an object: import it, or parse it");
  if (presetOf(roleMap) === "okta-org" || isOktaOrg(new URL(issuer)))
    throw invalid("issuer", "be a custom authorization server (`/oauth2/…`): access tokens of an Okta org server are for Okta alone");
}

function checkDpop(dpop: unknown): void {
  if (typeof dpop !== "object" || dpop === null) throw invalid("dpop", "be `off` or `{ required }`");
  const { required, replay, publicOrigin, ...others } = dpop as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid(`dpop.${unknown}`, "be left out: there is no such setting");
  if (typeof required !== "boolean") throw invalid("dpop.required", "be true or false");
  const store = replay as Partial<ReplayStore> | undefined;
  if (store !== undefined && typeof store?.firstUse !== "function") throw invalid("dpop.replay", "have a method `firstUse`");
  if (publicOrigin !== undefined && !isOrigin(publicOrigin)) {
    throw invalid("dpop.publicOrigin", "be `https://host` without a path, or `http:` on a loopback host");
  }
}

function isOrigin(value: unknown): boolean {
  const url = typeof value === "string" ? trustedUrl(value) : null;
  return url !== null && url.href === `${url.origin}/`;
}

/** Rust knows what it means, and whether there is one of that name. */
export function presetOf({ claims }: RoleMap): string | undefined {
  const name: unknown = typeof claims === "object" && claims !== null ? (claims as { preset?: unknown }).preset : claims;
  return typeof name === "string" ? name : undefined;
}

/** As `Config::is_okta_org` in Rust. */
function isOktaOrg({ hostname, pathname }: URL): boolean {
  return /\.(okta|oktapreview|okta-emea|okta-gov|trex-govcloud)\.com$|\.okta\.mil$/.test(hostname) && !pathname.startsWith("/oauth2/");
}

function invalid(option: string, must: string): GateError {
  return new GateError({ code: "config_invalid", message: `\`${option}\` must ${must}` });
}
