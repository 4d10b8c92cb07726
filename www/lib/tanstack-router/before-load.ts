import { redirect } from "@tanstack/react-router";
import { guardedSignIn } from "../guarded-sign-in.js";
import { whenKnown } from "../known.js";
import { addBasename, climbs, withReturnTo } from "../paths.js";
import type { Gate, RouteDecision } from "../types.js";
import { type Asked, endPreload } from "./preload.js";
import { RouteRefusal } from "./refusal.js";

/**
 * Asks the map before any `beforeLoad` and `loader` below runs. A preload starts no gate, signs nobody in and goes nowhere: what the map
 * does not open right then is loaded once somebody really goes there.
 *
 * `sign_in` goes to `routes.signIn?returnTo=…` where the map has it, else to the provider; `step_up` to the provider; `forbidden` to
 * `routes.forbidden`. Without that page it is thrown as a {@link RouteRefusal}, as is `indeterminate`; what no sign-in can mend is thrown as
 * its `GateError`. Both reach the nearest `errorComponent`. While nobody is known it waits; on a server, where nobody ever is, `pending` is
 * thrown too: give guarded routes `ssr: false` there.
 *
 * A page that is already open is asked again by `gate.on("signed-out", () => router.invalidate())`.
 */
export function gateBeforeLoad(gate: Gate): (asked: Asked) => Promise<void> {
  const signIn = guardedSignIn(gate);
  return async (asked) => {
    if (!asked.preload) await whenKnown(gate);
    const { status, error } = gate.getSnapshot();
    // With a `basepath` the router renders `/files/$` for `/files/../x`, while URL parsing has made the address `/x`.
    const decision = gate.route(climbs(asked.location.pathname) ? "/.." : asked.location.href);
    if (decision.outcome === "allow") return;
    if (asked.preload) throw endPreload(asked);
    if (status === "error" && error) throw error;
    await leave(gate, decision, asked.location.href, signIn);
  };
}

/** The router's redirects replace the entry, so that going back does not meet the guard again. */
async function leave(gate: Gate, decision: RouteDecision, href: string, signIn: Gate["signIn"]): Promise<never> {
  const { outcome, redirectTo, stepUp } = decision;
  // The router leaves spaces in a hash that the address bar would not.
  const returnTo = href.replace(/\s/g, encodeURIComponent);
  const target = outcome === "sign_in" && redirectTo ? withReturnTo(redirectTo, returnTo) : redirectTo;
  if (target) throw redirect({ href: addBasename(gate.basename, target), replace: true });
  if (outcome !== "sign_in" && outcome !== "step_up") throw new RouteRefusal(decision);
  await signIn({ ...stepUp, returnTo });
  return new Promise<never>(() => {});
}
