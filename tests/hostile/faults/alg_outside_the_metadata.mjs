import { jwk } from "../support/keys.mjs";

export default {
  does: "signs with RS256 by a key without `alg`, while its metadata names ES256 alone",
  source: "SECURITY 6; D5",
  code: "jwt_key_rejected",
  metadata: (metadata) => ({ ...metadata, id_token_signing_alg_values_supported: ["ES256"] }),
  keys: () => [jwk("rsa", { kid: "unbound" })],
  header: (header) => ({ ...header, kid: "unbound" }),
};
