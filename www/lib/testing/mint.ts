import { GateError } from "../errors.js";
import type { Claims, ProviderMetadata, TokenHeader } from "../types.js";

/** What a mint signs with (RFC 7518, RFC 8037). */
export type MintAlg = "RS256" | "PS256" | "ES256" | "EdDSA";

export interface TokenMintOptions {
  /** Default: `https://idp.test`. */
  issuer?: string;
  /** `aud` of its ID tokens, `client_id` of its access tokens. Default: `test-client`. */
  clientId?: string;
  /** `aud` of its access tokens. Default: `https://api.test`. */
  audience?: string | string[];
  /** Default: `ES256`. */
  algorithm?: MintAlg;
  /** Seconds since the epoch. Default: the clock. */
  now?: () => number;
}

export interface IdTokenExtras {
  /** `at_hash` is made from it (OpenID Connect Core section 3.1.3.6). */
  accessToken?: string;
  /** `c_hash` is made from it (section 3.3.2.11). */
  code?: string;
  /** Members of the JOSE header instead of the mint's. */
  header?: Partial<TokenHeader>;
}

/** Signs tokens with keys of its own, as a provider does. `undefined` leaves a claim out. */
export interface TokenMint {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string | string[];
  /** The key set (RFC 7517), public members only. */
  readonly jwks: { keys: object[] };
  /** For `createGate` and `createApiGuard`, instead of discovery. */
  readonly metadata: ProviderMetadata;
  /** Valid for five minutes; `sub` is `test-user`. */
  idToken(claims?: Claims, extras?: IdTokenExtras): Promise<string>;
  /** By RFC 9068, valid for five minutes. */
  accessToken(claims?: Claims, extras?: Pick<IdTokenExtras, "header">): Promise<string>;
  /** A new key; `keep: false` also withdraws the old ones. */
  rotate(options?: { keep?: boolean }): Promise<void>;
}

const KEYS = {
  RS256: [{ name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" }, "SHA-256"],
  PS256: [{ name: "RSA-PSS", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" }, "SHA-256"],
  ES256: [{ name: "ECDSA", namedCurve: "P-256" }, "SHA-256"],
  EdDSA: [{ name: "Ed25519" }, "SHA-512"],
} as const;
const LIFETIME = 300;

/**
 * Makes keys and signs real tokens with them: `verifyIdToken`, `verifyAccessToken` and `createApiGuard` accept them by `mint.jwks`, and
 * refuse what they would refuse of a provider.
 *
 * ```ts
 * const mint = await createTokenMint({ issuer, audience });
 * const guard = createApiGuard({ issuer, audience, roleMap, jwks: mint.jwks });
 * await fetch(url, { headers: { authorization: `Bearer ${await mint.accessToken({ groups: ["app-editors"] })}` } });
 * ```
 * @throws {GateError} `crypto_unavailable`
 */
export async function createTokenMint(options: TokenMintOptions = {}): Promise<TokenMint> {
  const { issuer = "https://idp.test", clientId = "test-client", audience = "https://api.test", algorithm = "ES256" } = options;
  const now = () => Math.floor(options.now?.() ?? Date.now() / 1000);
  let made = 0;
  let key = await newKey(algorithm, ++made);
  const jwks = { keys: [key.published] };
  const times = () => ({ iat: now(), exp: now() + LIFETIME });
  return {
    issuer,
    clientId,
    audience,
    jwks,
    metadata: metadataOf(issuer, algorithm),
    async idToken(claims = {}, { accessToken, code, header } = {}) {
      const hashes = { at_hash: await halfHash(algorithm, accessToken), c_hash: await halfHash(algorithm, code) };
      const payload = { iss: issuer, sub: "test-user", aud: clientId, ...times(), ...hashes, ...claims };
      return sign(key, { typ: "JWT", ...header }, payload);
    },
    async accessToken(claims = {}, { header } = {}) {
      const own = { iss: issuer, sub: "test-user", aud: audience, client_id: clientId, ...times(), jti: crypto.randomUUID() };
      return sign(key, { typ: "at+jwt", ...header }, { ...own, ...claims });
    },
    async rotate({ keep = true } = {}) {
      key = await newKey(algorithm, ++made);
      jwks.keys = keep ? [key.published, ...jwks.keys] : [key.published];
    },
  };
}

interface Key {
  alg: MintAlg;
  kid: string;
  secret: CryptoKey;
  published: object;
}

async function newKey(alg: MintAlg, number: number): Promise<Key> {
  const kid = `test-${number}`;
  const pair = (await subtle().generateKey(KEYS[alg][0], false, ["sign", "verify"])) as CryptoKeyPair;
  const { kty, crv, x, y, n, e } = await subtle().exportKey("jwk", pair.publicKey);
  return { alg, kid, secret: pair.privateKey, published: JSON.parse(JSON.stringify({ kty, crv, x, y, n, e, use: "sig", alg, kid })) };
}

async function sign({ alg, kid, secret }: Key, header: object, claims: object): Promise<string> {
  const input = `${encoded(bytesOf(JSON.stringify({ alg, kid, ...header })))}.${encoded(bytesOf(JSON.stringify(claims)))}`;
  const { name } = KEYS[alg][0];
  const signature = await subtle().sign({ name, hash: "SHA-256", saltLength: 32 }, secret, bytesOf(input));
  return `${input}.${encoded(new Uint8Array(signature))}`;
}

/** The left half of the hash that belongs to the algorithm; for Ed25519 that is SHA-512. */
async function halfHash(alg: MintAlg, text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const hash = new Uint8Array(await subtle().digest(KEYS[alg][1], bytesOf(text)));
  return encoded(hash.subarray(0, hash.length / 2));
}

function metadataOf(issuer: string, alg: MintAlg): ProviderMetadata {
  const base = issuer.replace(/\/$/, "");
  return {
    issuer,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    jwks_uri: `${base}/jwks`,
    response_types_supported: ["code"],
    code_challenge_methods_supported: ["S256"],
    id_token_signing_alg_values_supported: [alg],
  };
}

function subtle(): SubtleCrypto {
  const { subtle } = globalThis.crypto ?? {};
  if (subtle !== undefined) return subtle;
  throw new GateError({ code: "crypto_unavailable", message: "there is no WebCrypto here: mint tokens in Node 20 or in a secure page" });
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

function encoded(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
