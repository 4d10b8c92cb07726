// A signer of our own: what a provider must never send, and what an attacker could.
import { createHmac } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

const KID = "test-key";

/** `{ jwk, sign(claims, header) }` for a key that no provider has; publish `jwk` with {@link publish} to have it believed. */
export async function createForge() {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: KID, alg: "RS256", use: "sig" };
  const sign = (claims, header = {}) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: KID, ...header }).sign(privateKey);
  return { jwk, sign };
}

/** Adds a key to what the provider's key set says. */
export async function publish(context, issuer, jwk) {
  await context.route(`${issuer}/jwks`, async (route) => {
    const response = await route.fetch();
    const { keys } = await response.json();
    await route.fulfill({ response, json: { keys: [...keys, jwk] } });
  });
}

export const read = (token) =>
  token
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url")));

/** The token with another payload or header and its old signature. */
export function rewrite(token, { header = {}, claims = {} }) {
  const [oldHeader, oldClaims] = read(token);
  return [encode({ ...oldHeader, ...header }), encode({ ...oldClaims, ...claims }), token.split(".")[2]].join(".");
}

/** One bit of the signature changed. */
export function spoilSignature(token) {
  const [header, payload, signature] = token.split(".");
  const bytes = Buffer.from(signature, "base64url");
  bytes[7] ^= 1;
  return [header, payload, bytes.toString("base64url")].join(".");
}

/** Not signed at all (RFC 7519 section 6). */
export function unsigned(token) {
  return `${rewrite(token, { header: { alg: "none" } })
    .split(".")
    .slice(0, 2)
    .join(".")}.`;
}

/** The confusion of keys: a MAC whose key is the provider's public one. */
export function signedWithPublicKey(token, jwk) {
  const [header, payload] = rewrite(token, { header: { alg: "HS256" } }).split(".");
  const mac = createHmac("sha256", JSON.stringify(jwk)).update(`${header}.${payload}`).digest("base64url");
  return `${header}.${payload}.${mac}`;
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
