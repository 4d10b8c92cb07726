import { GateError } from "./errors.js";
import type { Gate } from "./types.js";

/** What an API's answer says of the token; empty where it says nothing, or where CORS hides it. */
export interface Answer {
  origin: string;
  /** Of a 401 only. */
  authenticate: string;
  nonce: string;
}
/** Ask once more with the nonce that was given; renew the token first; or leave it to the app. */
export type Next = "again" | "renew" | null;

type Sender = Pick<Gate, "headers" | "refresh"> & {
  /** Does not settle when the page leaves for a sign-in. */
  answered(answer: Answer): Promise<Next>;
};

/**
 * `fetch` with the access token: only to `apiOrigins`, renews once on 401 (RFC 6750 section 3.1) or leaves for the sign-in that the API
 * asks for (RFC 9470), and follows no redirect, since the page cannot see where one leads before it has been followed.
 * @throws {GateError} `origin_not_allowed`, and what `getAccessToken` throws
 */
export async function guardedFetch(gate: Sender, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let request = new Request(input, { ...init, redirect: "manual" });
  const tried = new Set<Next>([null]);
  for (;;) {
    const spare = request.clone();
    const response = await send(gate, request);
    try {
      const next = await nextAfter(gate, request, response);
      if (tried.has(next)) return response;
      tried.add(next);
      if (next === "renew") await renew(gate, request);
    } catch {
      request.signal.throwIfAborted();
      return response;
    }
    request = spare;
  }
}

async function nextAfter(gate: Sender, { url, signal }: Request, { status, headers }: Response): Promise<Next> {
  const nonce = headers.get("dpop-nonce") ?? "";
  if (status !== 401 && nonce === "") return null;
  const authenticate = (status === 401 && headers.get("www-authenticate")) || "";
  const next = await heeding(signal, gate.answered({ origin: new URL(url).origin, authenticate, nonce }));
  return status === 401 ? next : null;
}

/** Many requests may hear 401 at once: whoever comes after a renewal takes its token. */
async function renew(gate: Sender, { url, method, headers, signal }: Request): Promise<void> {
  const { authorization } = await heeding(signal, gate.headers(url, method));
  if (authorization === headers.get("authorization")) await heeding(signal, gate.refresh());
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
