import { attempt, loadNow } from "./load.js";
import type { UnverifiedToken } from "./token-types.js";

/**
 * Reads a JWT strictly and verifies nothing: for looking, never for deciding.
 * @throws {GateError} `jwt_malformed`, `jwt_too_large`, `jwt_encrypted`, `wasm_unavailable`
 */
export function decodeToken(token: string): UnverifiedToken {
  const wasm = loadNow();
  return attempt(() => wasm.decodeToken(textOf(token)) as UnverifiedToken);
}

/** What is no text at all is no JWT either. */
export function textOf(token: unknown): string {
  return typeof token === "string" ? token : "";
}
