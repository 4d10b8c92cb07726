// Real keys of every kind, made when first asked for, and a signer that does what it is told: libraries refuse what is wrong.
import { constants, createHmac, generateKeyPairSync, sign as signBytes } from "node:crypto";

const KINDS = {
  rsa: ["rsa", { modulusLength: 2048 }],
  other: ["rsa", { modulusLength: 2048 }],
  rsa512: ["rsa", { modulusLength: 512 }],
  rsa1024: ["rsa", { modulusLength: 1024 }],
  rsa3072: ["rsa", { modulusLength: 3072 }],
  exponent3: ["rsa", { modulusLength: 2048, publicExponent: 3 }],
  p256: ["ec", { namedCurve: "P-256" }],
  p384: ["ec", { namedCurve: "P-384" }],
  p521: ["ec", { namedCurve: "P-521" }],
  secp256k1: ["ec", { namedCurve: "secp256k1" }],
  ed25519: ["ed25519", {}],
  x25519: ["x25519", {}],
};
const made = new Map();

function pair(name) {
  if (!made.has(name)) made.set(name, generateKeyPairSync(...KINDS[name]));
  return made.get(name);
}

/** The public JWK of a key, under its own name, with `more` members. */
export const jwk = (name, more = {}) => ({ ...pair(name).publicKey.export({ format: "jwk" }), kid: name, use: "sig", ...more });

/** The private JWK, which no key set may show. */
export const privateJwk = (name, more = {}) => ({ ...pair(name).privateKey.export({ format: "jwk" }), kid: name, use: "sig", ...more });

/** The public key as text of certificates: what key confusion takes for a secret. */
export const pem = (name) => pair(name).publicKey.export({ format: "pem", type: "spki" });

export const encode = (value) =>
  Buffer.from(typeof value === "string" || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString("base64url");

/** The signature over `input`; `options` go to Node as they are. */
export function signature(alg, name, input, options = {}) {
  const bytes = Buffer.from(input);
  const hash = alg === "EdDSA" ? null : `sha${alg.slice(2)}`;
  const key = { key: pair(name).privateKey, ...padding(alg), ...options };
  return signBytes(hash, bytes, key).toString("base64url");
}

/** Header and payload may be objects, text or bytes. */
export function token(header, payload, { alg = header.alg, key, options } = {}) {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${signature(alg, key, input, options)}`;
}

export function mac(header, payload, secret) {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

/** The parts of a token, as they are written. */
export const parts = (text) => text.split(".");
export const read = (part) => JSON.parse(Buffer.from(part, "base64url"));

function padding(alg) {
  if (alg.startsWith("PS")) return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return alg.startsWith("ES") ? { dsaEncoding: "ieee-p1363" } : {};
}
