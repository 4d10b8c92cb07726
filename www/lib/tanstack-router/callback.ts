import { redirect } from "@tanstack/react-router";
import { addBasename } from "../paths.js";
import type { Gate } from "../types.js";
import { type Asked, endPreload } from "./preload.js";

/**
 * The `beforeLoad` (or `loader`) of the route of `redirectUri`: finishes the sign-in and goes to where the person was going, else to the
 * landing page. A sign-in that failed is thrown as its `GateError` for the route's `errorComponent`, and never repeated by itself.
 */
export function gateCallback(gate: Gate): (asked: Asked) => Promise<void> {
  return async (asked) => {
    if (asked.preload) throw endPreload(asked);
    const { status, error, returnTo } = await gate.start();
    // On a server nobody comes back: the page itself goes on.
    if (status === "pending") return;
    if (error && status !== "signed-in") throw error;
    throw redirect({ href: addBasename(gate.basename, returnTo ?? gate.landing()), replace: true });
  };
}
