// Tokens that are bound to a key (RFC 9449): what a server makes of a proof, and what it says with a nonce.
import { createHash, createPublicKey, verify } from "node:crypto";
import { read } from "./keys.mjs";

/** The thumbprint of the key of a request's proof, `undefined` without one. What is wrong with the proof is a breach (section 4.3). */
export function judgeProof(run, request, address, presented) {
  const { dpop } = request.headers;
  if (dpop === undefined) return undefined;
  const [head, payload, signature, ...more] = dpop.split(".");
  const [{ typ, alg, jwk, ...others }, claims] = [read(head), read(payload)];
  const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
  const faults = {
    form: more.length > 0 || typ !== "dpop+jwt" || alg !== "ES256" || Object.keys(others).length > 0,
    key: jwk.d !== undefined || jwk.crv !== "P-256",
    signature: !verify("sha256", Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url")),
    method: claims.htm !== request.method,
    address: claims.htu !== address,
    time: Math.abs(claims.iat - Date.now() / 1000) > 30,
    again: run.proofs.has(claims.jti),
    token: claims.ath !== (presented && digest(presented)),
  };
  run.proofs.add(claims.jti);
  for (const [fault] of Object.entries(faults).filter(([, is]) => is)) run.breaches.push(`a proof with a fault: ${fault}`);
  return digest(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }));
}

/** The nonce in the proof of a request. */
export const nonceOf = (request) => read(request.headers.dpop.split(".")[1]).nonce;

/** What a token endpoint says that wants a nonce (section 8); `nonce` may be a list of headers, or `undefined` for none. */
export const wantsNonce = (nonce) => ({ status: 400, headers: { ...JSON_BODY, "dpop-nonce": nonce }, body: { error: "use_dpop_nonce" } });

/** The same of an API (section 9). */
export const apiWantsNonce = (nonce) => ({
  status: 401,
  headers: { ...JSON_BODY, "www-authenticate": 'DPoP error="use_dpop_nonce"', "dpop-nonce": nonce },
  body: {},
});

/** Wants this nonce first of every request at a place, and is content with it then. */
export const untilNonce =
  (nonce, say = wantsNonce) =>
  (_, { request }) =>
    nonceOf(request) === nonce ? undefined : say(nonce);

const JSON_BODY = { "content-type": "application/json" };
const digest = (text) => createHash("sha256").update(text).digest("base64url");

export const bound = { dpop: true };

/** A sign-in at whose end the provider asks for this nonce, and is asked so often. */
export const badNonce = (nonce, token = 1) => ({
  code: "token_rejected",
  says: { error: "use_dpop_nonce" },
  stage: "token",
  requests: { token },
  config: bound,
  instead: { token: (run) => wantsNonce(typeof nonce === "function" ? nonce(run) : nonce) },
});

/** A key that does not do for proofs lies there before the sign-in: another one takes its place. */
export const badKey = (kind) => ({
  config: bound,
  first: [["plant", kind]],
  judge: ({ kept }) => kept.databases.every(([, , value]) => value === "a key that nobody can read"),
});

/** Calls the API of the provider's origin. */
export const calling = {
  config: ({ base }) => ({ ...bound, apiOrigins: [new URL(base).origin] }),
  actions: ({ base }) => [["fetch", `${base}/api`]],
};
