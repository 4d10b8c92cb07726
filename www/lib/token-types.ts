/** Signature algorithms (RFC 7518, RFC 8037, RFC 9864). No symmetric one exists here. */
export type Alg = "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "EdDSA" | "Ed25519";

/** Claims of a JWT (RFC 7519 section 4.1, OpenID Connect Core section 2); times in seconds since the epoch. */
export interface Claims {
  iss?: string;
  sub?: string;
  aud?: string | string[];
  exp?: number;
  iat?: number;
  nbf?: number;
  [claim: string]: unknown;
}
/** JOSE header (RFC 7515 section 4). */
export interface TokenHeader {
  alg: string;
  kid?: string;
  typ?: string;
  [parameter: string]: unknown;
}

/** Parsed and nothing more: anybody can have written it. */
export interface UnverifiedToken {
  header: TokenHeader;
  claims: Claims;
}
/** One step of the checklist, in the order of the specification. */
export interface Check {
  step: string;
  ok: boolean;
  detail: string;
}
/** OpenID Connect Core section 3.1.3.7. */
export interface VerifiedIdToken {
  claims: Claims & { iss: string; sub: string; aud: string | string[]; exp: number; iat: number };
  header: TokenHeader;
  checks: Check[];
}
/** RFC 9068, or what the provider calls an access token (`profile: "lax"`). */
export interface VerifiedAccessToken {
  claims: Claims & { iss: string; exp: number };
  header: TokenHeader;
  /** What was granted: `scope` or `scp`. */
  scopes: string[];
}

interface VerifyOptions {
  issuer: string;
  /** RFC 7517. */
  jwks: { keys: object[] };
  /** Seconds since the epoch. Default: the clock. */
  now?: number;
  /** Seconds. Default: 60. */
  leeway?: number;
  /** Default: every one that the key itself permits. */
  algorithms?: Alg[];
}
export interface VerifyIdTokenOptions extends VerifyOptions {
  clientId: string;
  nonce?: string;
  /** Seconds since `auth_time`. */
  maxAge?: number;
  acrValues?: string[];
  /** Checked against `at_hash`. */
  accessToken?: string;
  /** Checked against `c_hash`. */
  code?: string;
  /** Trusted beside `clientId`. */
  audiences?: string[];
}
export interface VerifyAccessTokenOptions extends VerifyOptions {
  audience: string | string[];
  /** Default: that of `preset`. */
  profile?: "rfc9068" | "lax";
  /** As in a role map: what its provider's access tokens lack (Cognito has no `aud`, Keycloak seldom). Default: `generic`, RFC 9068. */
  preset?: string;
  /** All are needed. */
  requireScope?: string[];
}
