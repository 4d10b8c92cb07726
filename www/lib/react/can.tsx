"use client";

import type { ReactNode } from "react";
import type { RegisteredPermission as Permission, RegisteredGate } from "../types.js";
import { useHeld } from "./provider.js";

type Ask =
  | { permission: Permission; any?: never; all?: never }
  | { any: readonly Permission[]; permission?: never; all?: never }
  | { all: readonly Permission[]; permission?: never; any?: never };

type Show =
  | { disable?: false; fallback?: ReactNode; children?: ReactNode }
  | { disable: true; fallback?: never; children: (control: { disabled: boolean; reason: string | undefined }) => ReactNode };

export type CanProps = Ask & Show;

/** Shows its children to whom may, else `fallback`; with `disable` it always renders, and says whether to disable and why. */
export function Can(props: CanProps): ReactNode {
  const { gate, hydrating } = useHeld();
  const allowed = !hydrating && holds(gate, props);
  if (!props.disable) return allowed ? props.children : props.fallback;
  return props.children({ disabled: !allowed, reason: allowed ? undefined : hydrating ? "pending" : refusal(gate, props) });
}

/** Only while a session stands; neither this nor {@link SignedOut} shows anything while that is not known. */
export function SignedIn({ children }: { children?: ReactNode }) {
  return <>{useHeld().gate.snapshot.status === "signed-in" ? children : null}</>;
}

export function SignedOut({ children }: { children?: ReactNode }) {
  return <>{useHeld().gate.snapshot.status === "signed-out" ? children : null}</>;
}

/** An empty list asks nothing, so nobody may: the map refuses it too (R4). */
function holds(gate: RegisteredGate, { permission, any, all }: Ask): boolean {
  if (any) return any.some((name) => gate.can(name));
  if (all) return all.length > 0 && all.every((name) => gate.can(name));
  return gate.can(permission);
}

function refusal(gate: RegisteredGate, { permission, any, all }: Ask): string {
  const refused = (any ?? all ?? [permission]).map((name) => gate.check(name)).find(({ outcome }) => outcome !== "allowed");
  return refused?.reason ?? "unknown_permission";
}
