import { GateError } from "./errors.js";
import type { Gate } from "./types.js";

type Sender = Pick<Gate, "headers" | "refresh"> & {
  /** What to do about a 401; does not settle when it is to leave for a sign-in. */
  challenged(authenticate: string): Promise<"renew" | null>;
};

/**
 * `fetch` with the access token: only to `apiOrigins`, renews once on 401 (RFC 6750 section 3.1) or leaves for the sign-in that the API
 * asks for (RFC 9470), and follows no redirect, since the page cannot see where one leads before it has been followed.
 * @throws {GateError} `origin_not_allowed`, and what `getAccessToken` throws
 */
export async function guardedFetch(gate: Sender, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, { ...init, redirect: "manual" });
  const spare = request.clone();
  const response = await send(gate, request);
  if (response.status !== 401) return response;
  try {
    if ((await gate.challenged(response.headers.get("www-authenticate") ?? "")) === null) return response;
    const { authorization } = await gate.headers(request.url, request.method);
    // Many requests may hear 401 at once: whoever comes after a renewal takes its token.
    if (authorization === request.headers.get("authorization")) await gate.refresh();
  } catch {
    return response;
  }
  return send(gate, spare);
}

async function send(gate: Sender, request: Request): Promise<Response> {
  for (const [name, value] of Object.entries(await gate.headers(request.url, request.method))) request.headers.set(name, value);
  const response = await fetch(request);
  if (response.type !== "opaqueredirect") return response;
  const { origin } = new URL(request.url);
  throw new GateError({ code: "origin_not_allowed", message: `${origin} redirected the request: ask for the final address instead` });
}
