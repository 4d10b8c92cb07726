"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { GateError } from "../errors.js";
import { Problem, type RenderError } from "./problem.js";
import { type Navigate, useHeld } from "./provider.js";

export interface LandingProps {
  pending?: ReactNode;
  /** Instead of the provider's. */
  navigate?: Navigate | undefined;
}

export interface CallbackProps extends LandingProps {
  /** For a sign-in that failed. Default: the message, and a button that tries again. */
  error?: RenderError;
}

/** The page of `redirectUri`: goes on to where the person was going. A failed sign-in stays here and is never repeated by itself. */
export function Callback({ pending, error, navigate }: CallbackProps) {
  const { gate } = useHeld();
  const { status, error: fault, returnTo } = gate.snapshot;
  const [refused, setRefused] = useState<GateError | null>(null);
  const failure = refused ?? (status === "signed-in" || status === "pending" ? null : fault);
  useGoOnce(status === "pending" || failure ? null : (returnTo ?? gate.landing()), navigate);
  if (!failure) return <>{pending}</>;
  const retry = () => void gate.signIn(returnTo === null ? {} : { returnTo }).catch(setRefused);
  return <Problem error={failure} retry={retry} render={error} />;
}

/** Goes to where the map lands this person. */
export function Landing({ pending, navigate }: LandingProps) {
  const { gate } = useHeld();
  useGoOnce(gate.snapshot.status === "pending" ? null : gate.landing(), navigate);
  return <>{pending}</>;
}

function useGoOnce(to: string | null, navigate?: Navigate) {
  const { navigate: go } = useHeld();
  const gone = useRef<string | null>(null);
  useEffect(() => {
    if (to === null || gone.current === to) return;
    gone.current = to;
    (navigate ?? go)(to, { replace: true });
  });
}
