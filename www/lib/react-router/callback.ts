import { type LoaderFunction, replace } from "react-router";
import type { Gate } from "../types.js";

/**
 * The loader of the route of `redirectUri`: finishes the sign-in and goes to where the person was going, else to the landing page.
 * A sign-in that failed is thrown as its `GateError` for the route's `errorElement`, and never repeated by itself.
 */
export function gateCallback(gate: Gate): LoaderFunction {
  return async () => {
    const { status, error, returnTo } = await gate.start();
    // On a server nobody comes back: the page itself goes on, with `<Callback/>` as the route's element.
    if (status === "pending") return null;
    if (error && status !== "signed-in") throw error;
    return replace(returnTo ?? gate.landing());
  };
}
