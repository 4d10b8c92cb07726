import { GateError, type GateErrorCode } from "../errors.js";
import type { Decision, RouteDecision } from "../types.js";

/** How a request shows its token, and so how it is answered: RFC 6750 section 2.1, RFC 9449 section 7.1. */
export type Scheme = "Bearer" | "DPoP";

/**
 * A request that is refused, as the answer to it: 401 (RFC 6750 section 3, RFC 9449 section 7.1, RFC 9470 section 3), 403, or 503 while nobody
 * can say.
 * `status` and `headers` are what Express reads of an error. The token's claims are not in it.
 */
export class ApiError extends Error {
  readonly status: 401 | 403 | 503;
  /** Of the {@link GateError} in `cause`, else the reason of the role map. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: 401 | 403 | 503, code: string, message: string, challenge: string | null, cause?: GateError) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    const own = challenge === null ? {} : { "www-authenticate": challenge };
    this.headers = { "content-type": "application/json", "cache-control": "no-store", ...own };
  }

  /** JSON of `{ error, message }`: the code and its words. */
  get body(): string {
    return JSON.stringify({ error: this.code, message: this.message });
  }

  toResponse(): Response {
    return new Response(this.body, { status: this.status, headers: this.headers });
  }
}

/** Parameters; without an `error`, the request had no token (RFC 6750 section 3.1). */
type Challenge = Readonly<Record<string, string | undefined>>;

/** What a proof may be signed with: all that Rust takes, none of it symmetric. */
const ALGS = "ES256 ES384 ES512 EdDSA Ed25519 PS256 PS384 PS512 RS256 RS384 RS512";

export function noToken(schemes: readonly Scheme[]): ApiError {
  const ways = schemes.map((scheme) => `\`Authorization: ${scheme}\``).join(" or ");
  const cause = new GateError({ code: "interaction_required", message: `the request has no access token: send ${ways}` });
  return new ApiError(401, cause.code, cause.message, schemes.map((scheme) => written(scheme, {})).join(", "), cause);
}

/** What went wrong with a token, or with what is needed to judge it. */
export function refusedToken(cause: GateError, scheme: Scheme): ApiError {
  if (UNKNOWN.has(cause.code)) return unavailable(cause);
  const challenge = { error: "invalid_token", error_description: cause.code };
  return new ApiError(401, cause.code, cause.message, written(scheme, challenge), cause);
}

/** What went wrong with a proof; where `cnf` is at fault, it is the token that does not fit it. */
export function refusedProof(cause: GateError): ApiError {
  if (cause.claim === "cnf" || UNKNOWN.has(cause.code)) return refusedToken(cause, "DPoP");
  const challenge = { error: "invalid_dpop_proof", error_description: cause.code };
  return new ApiError(401, cause.code, cause.message, written("DPoP", challenge), cause);
}

export function unavailable(cause: GateError): ApiError {
  return new ApiError(503, cause.code, `the request cannot be judged: ${cause.message}`, null, cause);
}

/** What the role map calls an error (`onAbsent`, `onOverage`). */
export function refusedClaims(cause: GateError, scheme: Scheme): ApiError {
  const challenge = { error: "insufficient_scope", error_description: cause.code };
  return new ApiError(403, cause.code, cause.message, written(scheme, challenge), cause);
}

/** What the role map does not allow. What could not be asked may be known later; what the token itself leaves open will not. */
export function refusedNeed({ reason, stepUp }: Refusal, scheme: Scheme, scopes: readonly string[] = []): ApiError {
  if (stepUp !== undefined) return tooWeak(reason, stepUp, scheme);
  if (reason === "unavailable") return new ApiError(503, reason, "the request cannot be judged: the groups could not be read", null);
  const challenge = { error: "insufficient_scope", error_description: reason, scope: scopes.join(" ") || undefined };
  return new ApiError(403, reason, `the role map does not allow this (${reason})`, written(scheme, challenge));
}

type Refusal = Pick<Decision, "reason"> & Partial<Pick<RouteDecision, "stepUp">>;

function tooWeak(reason: string, { acrValues, maxAge }: NonNullable<RouteDecision["stepUp"]>, scheme: Scheme): ApiError {
  const error = "insufficient_user_authentication";
  const challenge = { error, error_description: reason, acr_values: acrValues?.join(" "), max_age: maxAge?.toString() };
  return new ApiError(401, reason, `this needs another authentication (${reason})`, written(scheme, challenge));
}

/** None of them says anything about the token. */
const UNKNOWN = new Set<GateErrorCode>([
  "config_invalid",
  "wasm_unavailable",
  "crypto_unavailable",
  "network_error",
  "timeout",
  "http_error",
  "response_invalid",
  "issuer_mismatch",
  "jwks_invalid",
]);

// RFC 6750 section 3 leaves out the quotation mark, the backslash and everything that is not ASCII.
function written(scheme: Scheme, challenge: Challenge): string {
  const whole: Challenge = scheme === "DPoP" ? { ...challenge, algs: ALGS } : challenge;
  const parts = Object.entries(whole).filter(([, value]) => value !== undefined && value !== "");
  const list = parts.map(([name, value]) => `${name}="${value?.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "")}"`);
  return [scheme, list.join(", ")].filter(Boolean).join(" ");
}
