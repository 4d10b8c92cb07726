"use client";

import type { Decision, RegisteredPermission, User } from "../types.js";
import { PENDING } from "../unasked.js";
import { type GateView, useHeld } from "./provider.js";

export function useGate(): GateView {
  return useHeld().gate;
}

/** Who is signed in, or `null`. */
export function useUser(): User | null {
  return useHeld().gate.snapshot.user;
}

/** Whether the person may; false while that is not known. */
export function useCan(permission: RegisteredPermission): boolean {
  const { gate, hydrating } = useHeld();
  return !hydrating && gate.can(permission);
}

/** The outcome and its reason. */
export function useDecision(permission: RegisteredPermission): Decision {
  const { gate, hydrating } = useHeld();
  return hydrating ? PENDING : gate.check(permission);
}
