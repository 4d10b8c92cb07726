import { token } from "../support/keys.mjs";

export default {
  does: "renews with a token that another key signed",
  source: "D4; OpenID Connect Core 12.2",
  code: "jwt_signature_invalid",
  refresh: { idToken: (_, { header, claims }) => token(header, claims, { key: "other" }) },
};
