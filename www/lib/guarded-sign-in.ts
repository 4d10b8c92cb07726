import type { Gate } from "./types.js";

const known = new WeakMap<Gate, Gate["signIn"]>();

/**
 * The sign-in of a guard, one for each gate. Whoever signed out in this page, here or in another tab, must not be signed in again by what the
 * provider still remembers: it asks.
 */
export function guardedSignIn(gate: Gate): Gate["signIn"] {
  const made = known.get(gate) ?? make(gate);
  known.set(gate, made);
  return made;
}

function make(gate: Gate): Gate["signIn"] {
  let wasIn = gate.getSnapshot().status === "signed-in";
  gate.subscribe(() => {
    wasIn ||= gate.getSnapshot().status === "signed-in";
  });
  return (options) => {
    const { status, error } = gate.getSnapshot();
    const signedOut = wasIn && status === "signed-out" && error === null;
    return gate.signIn(signedOut ? { prompt: "login", ...options } : options);
  };
}
