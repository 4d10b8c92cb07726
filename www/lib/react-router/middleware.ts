import { data, type MiddlewareFunction, replace } from "react-router";
import { guardedSignIn } from "../guarded-sign-in.js";
import { whenKnown } from "../known.js";
import { climbs, stripBasename, withReturnTo } from "../paths.js";
import type { Gate, RouteDecision } from "../types.js";

/**
 * Asks the map before any loader below runs. React Router 7.9 and later calls it for every navigation and fetcher load below its route,
 * loaders or none, but not for a change of the hash alone and not when a server-rendered page hydrates.
 *
 * `sign_in` goes to `routes.signIn?returnTo=…` where the map has it, else to the provider; `step_up` to the provider; `forbidden` to
 * `routes.forbidden`, else an error response 403; `indeterminate` is 503: neither refused nor signed out. While nobody is known it waits;
 * on a server, where nobody ever is, `pending` is 503 too. Error responses hold `{ outcome, reason }`. What no sign-in can mend is thrown
 * as its `GateError`. All of these reach an `errorElement`: give the outermost route one, since React Router looks no deeper when no
 * loader had to run.
 *
 * A page that is already open is asked again by `gate.on("signed-out", () => router.revalidate())`.
 */
export function gateMiddleware(gate: Gate): MiddlewareFunction {
  const signIn = guardedSignIn(gate);
  return async ({ request, params }) => {
    await whenKnown(gate);
    const { status, error } = gate.getSnapshot();
    const { pathname, search } = new URL(request.url);
    const path = stripBasename(gate.basename, pathname);
    // A redirect to `/files/%2e%2e/x` renders `/files/*`, while URL parsing has made it `/x`.
    const hidden = Object.values(params).some((value) => value !== undefined && climbs(value));
    const decision = gate.route(hidden ? "/.." : path);
    if (decision.outcome === "allow") return;
    if (status === "error" && error) throw error;
    await leave(signIn, decision, path + search + hashOf(pathname + search));
  };
}

/** React Router adds its `basename` to a redirect. It replaces, so that going back does not meet the guard again. */
async function leave(signIn: Gate["signIn"], { outcome, reason, redirectTo, stepUp }: RouteDecision, returnTo: string): Promise<never> {
  if (outcome === "sign_in" && redirectTo) throw replace(withReturnTo(redirectTo, returnTo));
  if (outcome === "forbidden" && redirectTo) throw replace(redirectTo);
  if (outcome === "sign_in" || outcome === "step_up") {
    await signIn({ ...stepUp, returnTo });
    return new Promise<never>(() => {});
  }
  throw data({ outcome, reason }, { status: outcome === "forbidden" ? 403 : 503 });
}

/** A request has no hash (Fetch section 5.4); a page that is being loaded has its own in the address bar. */
function hashOf(address: string): string {
  const here = globalThis.location;
  return here && here.pathname + here.search === address ? here.hash : "";
}
