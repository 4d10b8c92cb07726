import { GateError, type GateErrorCode } from "../errors.js";
import type { Decision, RouteDecision } from "../types.js";

/**
 * A request that is refused, as the answer to it: 401 (RFC 6750 section 3, RFC 9470 section 3), 403, or 503 while nobody can say.
 * `status` and `headers` are what Express reads of an error. The token's claims are not in it.
 */
export class ApiError extends Error {
  readonly status: 401 | 403 | 503;
  /** Of the {@link GateError} in `cause`, else the reason of the role map. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: 401 | 403 | 503, code: string, message: string, challenge: Challenge | null, cause?: GateError) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    const own = challenge === null ? {} : { "www-authenticate": written(challenge) };
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

/** Parameters of the scheme `Bearer`; without any, the request had no token (RFC 6750 section 3.1). */
type Challenge = Readonly<Record<string, string | undefined>>;

export function noToken(): ApiError {
  const cause = new GateError({ code: "interaction_required", message: "the request has no access token: send `Authorization: Bearer`" });
  return new ApiError(401, cause.code, cause.message, {}, cause);
}

/** What went wrong with a token, or with what is needed to judge it. */
export function refusedToken(cause: GateError): ApiError {
  if (UNKNOWN.has(cause.code)) return unavailable(cause);
  return new ApiError(401, cause.code, cause.message, { error: "invalid_token", error_description: cause.code }, cause);
}

export function unavailable(cause: GateError): ApiError {
  return new ApiError(503, cause.code, `the request cannot be judged: ${cause.message}`, null, cause);
}

/** What the role map calls an error (`onAbsent`, `onOverage`). */
export function refusedClaims(cause: GateError): ApiError {
  return new ApiError(403, cause.code, cause.message, { error: "insufficient_scope", error_description: cause.code }, cause);
}

/** What the role map does not allow. What could not be asked may be known later; what the token itself leaves open will not. */
export function refusedNeed({ reason, stepUp }: Refusal, scopes: readonly string[] = []): ApiError {
  if (stepUp !== undefined) return tooWeak(reason, stepUp);
  if (reason === "unavailable") return new ApiError(503, reason, "the request cannot be judged: the groups could not be read", null);
  const challenge = { error: "insufficient_scope", error_description: reason, scope: scopes.join(" ") || undefined };
  return new ApiError(403, reason, `the role map does not allow this (${reason})`, challenge);
}

type Refusal = Pick<Decision, "reason"> & Partial<Pick<RouteDecision, "stepUp">>;

function tooWeak(reason: string, { acrValues, maxAge }: NonNullable<RouteDecision["stepUp"]>): ApiError {
  const error = "insufficient_user_authentication";
  const challenge = { error, error_description: reason, acr_values: acrValues?.join(" "), max_age: maxAge?.toString() };
  return new ApiError(401, reason, `this needs another authentication (${reason})`, challenge);
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
function written(challenge: Challenge): string {
  const parts = Object.entries(challenge).filter(([, value]) => value !== undefined && value !== "");
  const list = parts.map(([name, value]) => `${name}="${value?.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "")}"`);
  return list.length === 0 ? "Bearer" : `Bearer ${list.join(", ")}`;
}
