"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { GateError } from "../errors.js";
import { withReturnTo } from "../paths.js";
import type { RouteDecision } from "../types.js";
import { PENDING } from "../unasked.js";
import { Problem, type RenderError } from "./problem.js";
import { type Navigate, useHeld } from "./provider.js";

export interface RouteGuardProps {
  /** The router's path, without `basename`. With query and hash, these come back after the sign-in. */
  path: string;
  /** While the session is not known, and on the way to a sign-in. */
  pending?: ReactNode;
  /** For `forbidden` and `indeterminate`; without it `forbidden` goes to the map's `routes.forbidden`. */
  forbidden?: ReactNode | ((decision: RouteDecision) => ReactNode);
  /** For what no sign-in can mend, and for a sign-in that could not start. */
  error?: RenderError;
  /** Instead of the provider's. */
  navigate?: Navigate | undefined;
  children?: ReactNode;
}

/**
 * Shows its children only when the map allows the path. `sign_in` goes to `routes.signIn?returnTo=…` where the map has it (that page calls
 * `gate.signIn({ returnTo })`), else to the provider; `step_up` to the provider. `forbidden` and `indeterminate` never become a sign-in.
 */
export function RouteGuard({ path, pending, forbidden, error, navigate, children }: RouteGuardProps) {
  const { gate, hydrating } = useHeld();
  const decision: RouteDecision = hydrating ? { ...PENDING, redirectTo: null } : gate.route(path);
  const { failure, retry } = useFollow(decision, path, forbidden !== undefined, navigate);
  if (decision.outcome === "allow") return <>{children}</>;
  const fault = gate.snapshot.status === "error" ? gate.snapshot.error : failure;
  if (fault) return <Problem error={fault} retry={retry} render={error} />;
  if (decision.outcome === "indeterminate" || (decision.outcome === "forbidden" && (forbidden !== undefined || !decision.redirectTo))) {
    return <>{typeof forbidden === "function" ? forbidden(decision) : (forbidden ?? <Refusal decision={decision} />)}</>;
  }
  return <>{pending}</>;
}

/** Acts on a decision once, however often effects run; neither a passing `pending` nor a failed sign-in makes it act again. */
function useFollow(decision: RouteDecision, path: string, rendersForbidden: boolean, navigate?: Navigate) {
  const { gate, hydrating, navigate: go, signIn: ask } = useHeld();
  const { outcome, redirectTo, stepUp } = decision;
  // A router's location may hold spaces that the address bar would not.
  const returnTo = path.replace(/\s/g, encodeURIComponent);
  const key = hydrating || gate.snapshot.status === "error" ? "" : JSON.stringify([outcome, redirectTo, stepUp, path]);
  const done = useRef("");
  const [failed, setFailed] = useState<{ key: string; error: GateError } | null>(null);
  const signIn = (how?: RouteDecision["stepUp"]) => {
    setFailed(null);
    ask({ ...how, returnTo }).catch((error: GateError) => setFailed({ key, error }));
  };
  useEffect(() => {
    if (done.current === key || key === "" || outcome === "pending") return;
    done.current = key;
    const forward = outcome === "forbidden" && !rendersForbidden ? redirectTo : null;
    const to = outcome === "sign_in" && redirectTo ? withReturnTo(redirectTo, returnTo) : forward;
    if (to) (navigate ?? go)(to, { replace: true });
    else if (outcome === "sign_in") signIn();
    else if (outcome === "step_up") signIn(stepUp);
  });
  return { failure: failed?.key === key ? failed.error : null, retry: () => signIn(stepUp) };
}

function Refusal({ decision: { outcome, reason } }: { decision: RouteDecision }) {
  const text = outcome === "forbidden" ? "You may not open this page" : "It is not known whether you may open this page";
  return <p role="alert">{`${text} (${reason}).`}</p>;
}
