import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

export const ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"];

/** Signing keys, one per algorithm, that can be rotated while the provider runs. */
export async function createKeys() {
  let made = 0;
  const generation = () => Promise.all(ALGORITHMS.map((alg) => newKey(alg, ++made)));
  let keys = await generation();
  return {
    /** with the private members: for the provider alone */
    signing: () => ({ keys }),
    /** @returns {{ keys: object[] }} as the key set endpoint publishes it */
    published: () => ({ keys: keys.map(publicHalf) }),
    /** @param {{ keep: boolean }} options `keep: false` also withdraws the old keys. @returns the new key ids */
    async rotate({ keep }) {
      const fresh = await generation();
      keys = keep ? [...fresh, ...keys] : fresh;
      return fresh.map((key) => key.kid);
    },
  };
}

// By Node alone: this runs from the package too, which depends on nothing.
async function newKey(alg, number) {
  const { privateKey } = await promisify(generateKeyPair)(...KINDS[alg]);
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg, kid: `${alg.toLowerCase()}-${number}` };
}

function publicHalf({ kty, n, e, crv, x, y, use, alg, kid }) {
  return Object.fromEntries(Object.entries({ kty, n, e, crv, x, y, use, alg, kid }).filter(([, value]) => value !== undefined));
}

const KINDS = {
  RS256: ["rsa", { modulusLength: 2048 }],
  PS256: ["rsa", { modulusLength: 2048 }],
  ES256: ["ec", { namedCurve: "P-256" }],
  EdDSA: ["ed25519", {}],
};
