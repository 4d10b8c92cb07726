// A stored session that somebody changed before the page was loaded again.

import { token } from "./keys.mjs";
import { PERSON } from "./provider.mjs";

const config = { session: { storage: "session" }, local: { storage: "local" } };

/** The session is thrown away without a word: it is not even tried. */
export const unreadable = (act, storage = "session") => ({
  config: config[storage],
  actions: [act, ["restart"]],
  events: ["signed-in"],
});

/** Its ID token is verified again, and refused. */
export const unverifiable = (code, act, storage = "session") => ({
  code,
  config: config[storage],
  actions: (run) => [act(run), ["restart"]],
  requests: { discovery: 3, jwks: 2 },
  events: ["signed-in", "error"],
});

/** A token that the provider's key signed, but for `claims`, and the nonce that goes with it. */
export function another(run, claims = {}, { key = "rsa", ...header } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: run.issuer, aud: "app", iat: now, exp: now + 3600, auth_time: now, nonce: "a-nonce-of-somebody", ...PERSON };
  return { id: token({ alg: "RS256", kid: "rsa", ...header }, { ...usual, ...claims }, { key }), nonce: "a-nonce-of-somebody" };
}
