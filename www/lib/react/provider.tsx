"use client";

import { createContext, type ReactNode, useContext, useEffect, useInsertionEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { GateError } from "../errors.js";
import { guardedSignIn } from "../guarded-sign-in.js";
import { addBasename, throughHistory } from "../paths.js";
import type { RegisteredGate, Snapshot } from "../types.js";
import { NOBODY } from "../unasked.js";

/** Goes to a path of the router, without `basename`. */
export type Navigate = (to: string, options: { replace: boolean }) => void;

export interface GateProviderProps {
  gate: RegisteredGate;
  /** The router's. Default: the history of the browser, with the `popstate` that most routers listen to. */
  navigate?: Navigate | undefined;
  children?: ReactNode;
}

/** The gate with the `snapshot` that is on the screen; `getSnapshot()` has the newest `expiresAt`. */
export type GateView = RegisteredGate & { readonly snapshot: ReturnType<RegisteredGate["getSnapshot"]> };

interface Held {
  gate: GateView;
  /** True on the server and in the first client render, whatever the gate knows by then. */
  hydrating: boolean;
  navigate: Navigate;
  signIn: RegisteredGate["signIn"];
}

const Context = createContext<Held | null>(null);

/** Starts the gate and holds its snapshot for everything below. Unmounting does not dispose the gate. */
export function GateProvider({ gate, navigate, children }: GateProviderProps) {
  const store = useMemo(() => storeOf(gate), [gate]);
  const snapshot = useSyncExternalStore(store.subscribe, store.read, () => INITIAL);
  const go = useStable(navigate ?? ((to, { replace }) => throughHistory(addBasename(gate.basename, to), replace)));
  useEffect(() => void gate.start(), [gate]);
  const held = useMemo(() => {
    const view: GateView = Object.create(gate, { snapshot: { value: snapshot, enumerable: true } });
    return { gate: view, hydrating: snapshot === INITIAL, navigate: go, signIn: guardedSignIn(gate) };
  }, [gate, snapshot, go]);
  return <Context.Provider value={held}>{children}</Context.Provider>;
}

export function useHeld(): Held {
  const held = useContext(Context);
  if (!held) throw new GateError({ code: "config_invalid", message: "no `GateProvider` above this component: wrap the app in one" });
  return held;
}

/** Hands out the same snapshot until the access or the user changes, so that a renewal renders nothing. */
function storeOf(gate: RegisteredGate) {
  let seen: Snapshot = gate.getSnapshot();
  let shown = seen;
  return {
    subscribe: (listener: () => void) => gate.subscribe(listener),
    read(): Snapshot {
      const next: Snapshot = gate.getSnapshot();
      if (next !== seen && substance(next) !== substance(shown)) shown = next;
      seen = next;
      return shown;
    },
  };
}

/** Without what every renewal changes, which says nothing about the person. */
function substance({ user, error, expiresAt: _, ...rest }: Snapshot): string {
  const { exp, iat, nbf, jti, nonce, at_hash, c_hash, ...claims } = user?.claims ?? {};
  return JSON.stringify([rest, user && { ...user, claims }, error && [error.code, error.message]]);
}

/** Lets an inline function change on every render without rendering what holds it. */
function useStable(navigate: Navigate): Navigate {
  const latest = useRef(navigate);
  useInsertionEffect(() => {
    latest.current = navigate;
  });
  return useRef<Navigate>((to, options) => latest.current(to, options)).current;
}

// Not `NOBODY` itself, which a gate may show for longer than the first render.
const INITIAL: Snapshot = Object.freeze({ ...NOBODY });
