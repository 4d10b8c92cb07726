"use client";

export { Callback, type CallbackProps, Landing, type LandingProps } from "./callback.js";
export { Can, type CanProps, SignedIn, SignedOut } from "./can.js";
export { useCan, useDecision, useGate, useUser } from "./hooks.js";
export type { RenderError } from "./problem.js";
export { GateProvider, type GateProviderProps, type GateView, type Navigate } from "./provider.js";
export { RouteGuard, type RouteGuardProps } from "./route-guard.js";
