/** Every code that a {@link GateError} can carry. Stable: programs branch on it, people read `message`. */
export type GateErrorCode =
  // set-up
  | "config_invalid"
  | "map_invalid"
  | "wasm_unavailable"
  | "crypto_unavailable"
  | "storage_unavailable"
  // provider
  | "network_error"
  | "timeout"
  | "http_error"
  | "response_invalid"
  | "issuer_mismatch"
  | "jwks_invalid"
  // callback
  | "authorization_denied"
  | "state_unknown"
  | "callback_replayed"
  | "callback_expired"
  | "response_issuer_mismatch"
  | "response_issuer_missing"
  | "response_malformed"
  // token endpoint
  | "token_rejected"
  | "token_response_invalid"
  | "token_type_unsupported"
  // envelope
  | "jwt_malformed"
  | "jwt_too_large"
  | "jwt_encrypted"
  | "jwt_alg_rejected"
  | "jwt_crit_rejected"
  | "jwt_key_missing"
  | "jwt_key_ambiguous"
  | "jwt_key_rejected"
  | "jwt_signature_invalid"
  | "jwt_type_rejected"
  // claims
  | "claim_missing"
  | "claim_invalid"
  | "token_expired"
  | "token_not_yet_valid"
  | "issuer_rejected"
  | "audience_rejected"
  | "azp_rejected"
  | "nonce_mismatch"
  | "at_hash_mismatch"
  | "c_hash_mismatch"
  | "subject_mismatch"
  | "auth_too_old"
  | "acr_unmet"
  | "clock_skew"
  // session
  | "session_expired"
  | "refresh_rejected"
  | "scope_refused"
  | "sign_in_loop"
  | "return_to_rejected"
  | "origin_not_allowed"
  | "dpop_downgraded"
  | "interaction_required"
  | "disposed";

/** One fault or warning in a role map. */
export interface Finding {
  level: "error" | "warning";
  /** From the closed lists of the role map manual, e.g. `unknown_role`. */
  code: string;
  /** JSON Pointer (RFC 6901) to the value at fault. */
  pointer: string;
  /** From 1; `null` when the map was given as an object, not as text. */
  line: number | null;
  column: number | null;
  message: string;
  /** The way out. */
  help: string;
}

/** What the provider said (RFC 6749 section 4.1.2.1 and 5.2): plain text, at most 300 characters. Never render it as HTML. */
export interface ProviderError {
  error: string;
  description?: string;
}

/** The plain object that a {@link GateError} is made of: the twin of the error in Rust. */
export interface GateErrorFields {
  code: GateErrorCode;
  message: string;
  claim?: string | undefined;
  findings?: Finding[] | undefined;
  provider?: ProviderError | undefined;
  retriable?: boolean | undefined;
  retryAfter?: number | undefined;
  cause?: unknown;
}

const MANUAL = "https://docs.rs/claimgate/latest/claimgate/manual/errors/index.html#";

/** Whatever fails throws or carries one of these. It never holds a token, a code, a verifier or another person's claims. */
export class GateError extends Error {
  readonly code: GateErrorCode;
  /** The claim at fault. */
  declare readonly claim?: string;
  /** Of a refused role map (`map_invalid`): all findings, at most 50. */
  declare readonly findings?: Finding[];
  declare readonly provider?: ProviderError;
  /** Whether the same call may succeed later without anything being changed. */
  readonly retriable: boolean;
  /** Seconds to wait before the next attempt. */
  declare readonly retryAfter?: number;
  /** A link into the manual. */
  readonly docs: string;

  constructor(fields: GateErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = "GateError";
    this.code = fields.code;
    this.retriable = fields.retriable ?? false;
    this.docs = MANUAL + fields.code;
    const { claim, findings, provider, retryAfter } = fields;
    if (claim !== undefined) this.claim = claim;
    if (findings !== undefined) this.findings = findings;
    if (provider !== undefined) this.provider = provider;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }

  /** The one error that cannot come from Rust: without WebAssembly there is no Rust to word it. */
  static wasmUnavailable(cause: unknown): GateError {
    return new GateError({
      code: "wasm_unavailable",
      message: "WebAssembly could not be started: a Content-Security-Policy needs `script-src 'wasm-unsafe-eval'`",
      cause,
    });
  }
}
