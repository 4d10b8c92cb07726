import { createGate as makeGate } from "./gate.js";
import { inlined } from "./inlined.js";
import { loadPolicy as readPolicy } from "./policy.js";
import type { Gate, GateConfig, Policy, RoleMap } from "./types.js";

export { type Finding, GateError, type GateErrorCode, type ProviderError } from "./errors.js";
export { decodeToken } from "./token.js";
export type * from "./types.js";

/**
 * Makes a gate. Synchronous: touches neither window nor network, and what is wrong with the configuration surfaces in `start()`.
 *
 * ```ts
 * export const gate = createGate({ issuer, clientId, roleMap, apiOrigins: ["https://api.acme.example"] });
 * ```
 */
export function createGate<const M extends RoleMap>(config: GateConfig<M>): Gate<M> {
  inlined();
  return makeGate(config);
}

/**
 * Reads a role map: an object, or text (then duplicate keys are found and findings have lines).
 *
 * ```ts
 * const policy = await loadPolicy(roleMap);
 * policy.access({ id: claims }).can("projects:write");
 * ```
 * @throws {GateError} `map_invalid` with `findings`; `wasm_unavailable`
 */
export function loadPolicy<const M extends RoleMap>(map: M | string): Promise<Policy<M>> {
  inlined();
  return readPolicy(map);
}
