export { GateError } from "../errors.js";
export type { HonoContext, HonoHandler, NeedFor, NodeHandler, NodeRequest, NodeResponse } from "./adapters.js";
export type { ApiGuardOptions, DpopOptions } from "./config.js";
export { ApiError } from "./error.js";
export { type ApiAccess, type ApiGuard, createApiGuard } from "./guard.js";
export type { Need, NeedRule } from "./need.js";
export type { ReplayStore } from "./replay.js";
