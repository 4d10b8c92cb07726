import { type Act, inStore, whenRead } from "./in-store.js";

// Keys that tokens are bound to (RFC 9449), one for each sign-in. The private half cannot be read by anybody.

const DATABASE = "claimgate-dpop";
const KEYS = "keys";
const CURVE = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
// Milliseconds: a tab that was closed without a sign-out leaves its key.
const LONGEST = 90 * 24 * 3_600_000;

/** As last read: what is signed must be signed with the key that was just named in the proof. */
const read = new Map<string, CryptoKeyPair>();

/** What Rust asks; it says what for. Rejects with what the browser throws. */
export const proofKeys = {
  /** Makes a key and keeps it under the prefix and its thumbprint (RFC 7638). The coordinates `x y` of the public half. */
  async make(prefix: string): Promise<string> {
    const pair = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
    const { x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const name = prefix + (await digest(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`));
    const made = Date.now();
    await inKeys("readwrite", (keys) => {
      keys.put({ ...pair, made }, name);
      dropAll(keys, prefix, (key) => !isFit(key) || !(Math.abs(made - key.made) < LONGEST));
    });
    read.set(name, pair);
    return `${x} ${y}`;
  },

  /** The coordinates `x y` of the public half; empty where there is no key. */
  async find(name: string): Promise<string> {
    const pair = await inKeys<unknown>("readonly", (keys, give) => whenRead(keys.get(name), give));
    if (!isFit(pair)) return "";
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

  async drop(prefix: string): Promise<void> {
    for (const name of read.keys()) if (name.startsWith(prefix)) read.delete(name);
    await inKeys("readwrite", (keys) => dropAll(keys, prefix, () => true));
  },
};

const inKeys = <T = void>(mode: IDBTransactionMode, act: Act<T>): Promise<T> => inStore<T>(DATABASE, KEYS, mode, act);

function dropAll(keys: IDBObjectStore, prefix: string, which: (key: unknown) => boolean): void {
  whenRead(keys.openCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`)), (cursor: IDBCursorWithValue | null) => {
    if (cursor === null) return;
    if (which(cursor.value)) cursor.delete();
    cursor.continue();
  });
}

interface Kept extends CryptoKeyPair {
  /** Milliseconds. */
  made: number;
}

/** Any script of this origin may have written there: a key that can be read, or that is for something else, is none. */
function isFit(kept: unknown): kept is Kept {
  const { privateKey, publicKey } = (kept ?? {}) as Partial<Kept>;
  return isHalf(privateKey, "sign") && !privateKey.extractable && isHalf(publicKey, "verify");
}

function isHalf(key: unknown, usage: KeyUsage): key is CryptoKey {
  if (!(key instanceof CryptoKey) || !key.usages.includes(usage)) return false;
  const { name, namedCurve } = key.algorithm as EcKeyAlgorithm;
  return name === CURVE.name && namedCurve === CURVE.namedCurve;
}

async function digest(text: string): Promise<string> {
  const octets = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...octets)).replace(/[+/=]/g, (sign) => ({ "+": "-", "/": "_" })[sign] ?? "");
}
