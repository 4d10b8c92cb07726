import { GateError } from "./errors.js";
import type { Gate } from "./types.js";

type Sender = Pick<Gate, "headers" | "refresh">;

/**
 * `fetch` with the access token: only to `apiOrigins`, renews once on 401 (RFC 6750 section 3.1), and follows no redirect, since the
 * page cannot see where one leads before it has been followed.
 * @throws {GateError} `origin_not_allowed`, and what `getAccessToken` throws
 */
export async function guardedFetch(gate: Sender, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, { ...init, redirect: "manual" });
  const spare = request.clone();
  const response = await send(gate, request);
  if (response.status !== 401) return response;
  try {
    const { authorization } = await heeding(request.signal, gate.headers(request.url, request.method));
    // Many requests may hear 401 at once: whoever comes after a renewal takes its token.
    if (authorization === request.headers.get("authorization")) await heeding(request.signal, gate.refresh());
  } catch {
    request.signal.throwIfAborted();
    return response;
  }
  return send(gate, spare);
}

async function send(gate: Sender, request: Request): Promise<Response> {
  const headers = await heeding(request.signal, gate.headers(request.url, request.method));
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  const response = await fetch(request);
  if (response.type !== "opaqueredirect") return response;
  const { origin } = new URL(request.url);
  const why = "the page cannot see where it leads; ask for the final address instead";
  throw new GateError({ code: "origin_not_allowed", message: `${origin} answered with a redirect, which is not followed: ${why}` });
}

/** A renewal may have to be waited for: whoever gives up meanwhile hears of it at once. The renewal goes on, for others want it. */
function heeding<T>(signal: AbortSignal, awaited: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    awaited.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
