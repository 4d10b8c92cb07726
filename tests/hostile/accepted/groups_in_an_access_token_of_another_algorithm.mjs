import { jwk } from "../support/keys.mjs";
import { mapWith } from "../support/map.mjs";
import { accessToken } from "../support/provider.mjs";

export default {
  does: "signs access tokens with another algorithm than the one that the app takes for ID tokens",
  source: "API algorithms; RFC 9068 2.1",
  key: "p256",
  alg: "ES256",
  keys: (keys) => [...keys, jwk("rsa", { alg: "RS256" })],
  config: { algorithms: ["ES256"], roleMap: mapWith({ sources: [{ token: "access", path: ["groups"] }] }) },
  claims: ({ groups, ...claims }) => claims,
  body: (body, turn) => ({ ...body, access_token: accessToken(turn, {}) }),
};
