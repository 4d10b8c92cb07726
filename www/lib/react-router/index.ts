export { gateCallback } from "./callback.js";
export { GateGuard, type GateGuardProps } from "./guard.js";
export { gateMiddleware } from "./middleware.js";
