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
    let pair = await kept(name);
    if (pair === undefined && make) {
      const fresh = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
      // Another tab may have been faster: its key is everybody's.
      await inKeys("readwrite", (keys) => keys.add(fresh, name)).catch(() => undefined);
      pair = await kept(name);
      if (pair === undefined) throw new Error("the key was not kept");
    }
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
    await inKeys("readwrite", (keys) => keys.delete(name));
  },
};

const kept = (name: string): Promise<CryptoKeyPair | undefined> => inKeys("readonly", (keys) => keys.get(name));

/** What the one request of a transaction came to. */
function inKeys<T>(mode: IDBTransactionMode, ask: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return inStore<T>(DATABASE, KEYS, mode, (keys, give) => whenRead(ask(keys), give));
}
