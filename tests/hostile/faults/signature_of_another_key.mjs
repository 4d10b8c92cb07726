import { token } from "../support/keys.mjs";

export default {
  does: "signs with another key under the name of the published one",
  source: "G3; F6",
  code: "jwt_signature_invalid",
  idToken: (_, { header, claims }) => token(header, claims, { key: "other" }),
};
