export { GateError } from "../errors.js";
export { type DescribeOptions, describeRoleMap, type RoleMapCase, type TestRunner } from "./describe.js";
export { createTestGate, type TestGate, type TestGateConfig, type TestState } from "./gate.js";
export { createTokenMint, type IdTokenExtras, type MintAlg, type TokenMint, type TokenMintOptions } from "./mint.js";
export type { TestPerson } from "./person.js";
