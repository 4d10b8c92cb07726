import { GateError } from "../errors.js";
import type { RoleMap } from "../types.js";
import { trustedUrl } from "./read.js";

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
  /** Proofs (RFC 9449) are not verified yet: anything but `off` is refused. Default: `off`, and bound tokens are refused. */
  dpop?: "off";
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
  if (dpop !== undefined && dpop !== "off") throw invalid("dpop", "be `off`: proofs are not verified yet");
  if (typeof roleMap !== "object" || roleMap === null) throw invalid("roleMap", "be an object: import it, or parse it");
  if (presetOf(roleMap) === "okta-org" || isOktaOrg(new URL(issuer)))
    throw invalid("issuer", "be a custom authorization server (`/oauth2/…`): access tokens of an Okta org server are for Okta alone");
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
