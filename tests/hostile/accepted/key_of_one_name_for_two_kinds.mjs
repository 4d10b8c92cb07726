import { jwk } from "../support/keys.mjs";

export default {
  does: "gives keys of two kinds one name",
  source: "SECURITY 131; openid-client allows duplicate kid",
  keys: ([key]) => [jwk("p256", { kid: key.kid, alg: "ES256" }), key],
};
