import { verifyIdToken } from "claimgate/token";
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { compare } from "../measure.js";

const ISSUER = "https://id.example";
const CLIENT = "spa";
const ALGORITHMS = {
  RS256: { verify: "RSASSA-PKCS1-v1_5", aim: 1.8 },
  ES256: { verify: { name: "ECDSA", hash: "SHA-256" }, aim: 1.2 },
  EdDSA: { verify: "Ed25519", aim: 1.28 },
};

/** Verifying one ID token again and again: the key is known, the signature is not. */
export async function verifying() {
  const results = [];
  for (const [alg, { verify, aim }] of Object.entries(ALGORITHMS)) {
    const { token, publicKey, jwks } = await issue(alg);
    const dot = token.lastIndexOf(".");
    const message = new TextEncoder().encode(token.slice(0, dot));
    const signature = bytesOf(token.slice(dot + 1));
    const options = { issuer: ISSUER, clientId: CLIENT, jwks };
    const contestants = {
      "subtle.verify": repeat(() => crypto.subtle.verify(verify, publicKey, signature, message)),
      "jose, imported key": repeat(() => jwtVerify(token, publicKey, { issuer: ISSUER, audience: CLIENT })),
      claimgate: repeat(() => verifyIdToken(token, options)),
    };
    results.push(await compare(`verifyIdToken, ${alg}`, contestants, { aim, milliseconds: 3, rounds: 41 }));
  }
  return results;
}

async function issue(alg) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "k1", alg, use: "sig" };
  const claims = { sub: "u-1", name: "Ada", email: "ada@acme.example", groups: ["Everyone", "app-editors", "proj-42-reader"] };
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg, kid: "k1" })
    .setIssuer(ISSUER)
    .setAudience(CLIENT)
    .setIssuedAt(now)
    .setExpirationTime(now + 3600)
    .sign(privateKey);
  return { token, publicKey, jwks: { keys: [jwk] } };
}

const repeat = (once) => async (n) => {
  let good = 0;
  for (let turn = 0; turn < n; turn++) if (await once()) good++;
  if (good !== n) throw new Error("a good token was refused");
  return good;
};

function bytesOf(text) {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
