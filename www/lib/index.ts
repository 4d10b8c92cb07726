export { GateError, type GateErrorCode } from "./errors.js";
export { createGate } from "./gate.js";
export { loadPolicy } from "./policy.js";
export { decodeToken } from "./token.js";
export type * from "./types.js";
