import { jwk } from "../support/keys.mjs";

export default {
  does: "signs ES512 with a key on P-256",
  source: "SECURITY 7; CVE-2022-23539",
  code: "jwt_key_rejected",
  key: "p256",
  alg: "ES512",
  keys: () => [jwk("p256")],
};
