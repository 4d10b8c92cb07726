export { type Finding, GateError, type GateErrorCode, type ProviderError } from "./errors.js";
export { createGate } from "./gate.js";
export { loadPolicy } from "./policy.js";
export { decodeToken } from "./token.js";
export type * from "./types.js";
