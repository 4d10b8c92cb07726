import { decodeToken as decode, textOf } from "./decode.js";
import { GateError } from "./errors.js";
import { inlined } from "./inlined.js";
import { jsonOf, load, thrown } from "./load.js";
import type {
  UnverifiedToken,
  VerifiedAccessToken,
  VerifiedIdToken,
  VerifyAccessTokenOptions,
  VerifyIdTokenOptions,
} from "./token-types.js";

export { GateError } from "./errors.js";
export type * from "./token-types.js";

/**
 * Reads a JWT strictly and verifies nothing: for looking, never for deciding.
 * @throws {GateError} `jwt_malformed`, `jwt_too_large`, `jwt_encrypted`, `wasm_unavailable`
 */
export function decodeToken(token: string): UnverifiedToken {
  inlined();
  return decode(token);
}

/**
 * Verifies an ID token by the checklist of OpenID Connect Core 1.0 section 3.1.3.7.
 *
 * ```ts
 * const { claims } = await verifyIdToken(token, { issuer, clientId, jwks, nonce });
 * ```
 * @throws {GateError} the code of the first step that failed
 */
export async function verifyIdToken(token: string, options: VerifyIdTokenOptions): Promise<VerifiedIdToken> {
  const given = jsonOf(options, "the options");
  // JSON would leave it out, and a nonce that was lost would pass for one that nobody asked for.
  if ("nonce" in options && options.nonce === undefined) {
    throw new GateError({ code: "config_invalid", message: "`nonce` is undefined: leave it out only where no nonce was sent" });
  }
  inlined();
  const wasm = await load();
  try {
    return (await wasm.verifyIdToken(textOf(token), given)) as VerifiedIdToken;
  } catch (cause) {
    throw thrown(cause);
  }
}

/**
 * Verifies a JWT access token by RFC 9068 section 4; `profile: "lax"` for providers that send another `typ` or fewer claims.
 * @throws {GateError} the code of the first step that failed
 */
export async function verifyAccessToken(token: string, options: VerifyAccessTokenOptions): Promise<VerifiedAccessToken> {
  const given = jsonOf(options, "the options");
  inlined();
  const wasm = await load();
  try {
    return (await wasm.verifyAccessToken(textOf(token), given)) as VerifiedAccessToken;
  } catch (cause) {
    throw thrown(cause);
  }
}
