import { inStore, whenRead } from "./in-store.js";

// Keys that tokens are bound to (RFC 9449): one per issuer and client of this origin. The private half cannot be read by anybody.

const DATABASE = "claimgate-dpop";
const KEYS = "keys";
const CURVE = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** As last read: what is signed must be signed with the key that was just named in the proof. */
const read = new Map<string, CryptoKeyPair>();

/** What Rust asks; it says what for. Rejects with what the browser throws. */
export const proofKeys = {
  /** The coordinates `x y` of the public half; empty where there is no key and none is to be made. */
  async find(name: string, make: boolean): Promise<string> {
    const pair = (await kept(name)) ?? (make ? await made(name) : undefined);
    if (pair === undefined) return "";
    read.set(name, pair);
    const { x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
    return `${x} ${y}`;
  },

  /** R, then S. */
  async sign(name: string, message: string): Promise<ArrayBuffer> {
    const pair = read.get(name);
    if (pair === undefined) throw new Error("no key was found before");
    return crypto.subtle.sign(CURVE, pair.privateKey, new TextEncoder().encode(message));
  },

  async drop(name: string): Promise<void> {
    read.delete(name);
    await inStore<void>(DATABASE, KEYS, "readwrite", (keys) => keys.delete(name));
  },
};

const kept = (name: string): Promise<CryptoKeyPair | undefined> =>
  inStore<CryptoKeyPair | undefined>(DATABASE, KEYS, "readonly", (keys, give) => {
    whenRead(keys.get(name), (there) => give(isFit(there) ? there : undefined));
  });

async function made(name: string): Promise<CryptoKeyPair> {
  const fresh = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  return inStore<CryptoKeyPair>(DATABASE, KEYS, "readwrite", (keys, give) => {
    whenRead(keys.get(name), (there) => {
      // Another tab may have been faster: its key is everybody's.
      if (isFit(there)) return give(there);
      keys.put(fresh, name);
      give(fresh);
    });
  });
}

/** Any script of this origin may have written there: a key that can be read, or that is for something else, is none. */
function isFit(pair: unknown): pair is CryptoKeyPair {
  const { privateKey, publicKey } = (pair ?? {}) as Partial<CryptoKeyPair>;
  return isHalf(privateKey, "sign") && !privateKey.extractable && isHalf(publicKey, "verify");
}

function isHalf(key: unknown, usage: KeyUsage): key is CryptoKey {
  if (!(key instanceof CryptoKey) || !key.usages.includes(usage)) return false;
  const { name, namedCurve } = key.algorithm as EcKeyAlgorithm;
  return name === CURVE.name && namedCurve === CURVE.namedCurve;
}
