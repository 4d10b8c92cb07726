import { parts } from "../support/keys.mjs";

export default {
  does: "writes base64 with + and /",
  source: "SECURITY 29; RFC 7515 2",
  code: "jwt_malformed",
  idToken: (signed) => {
    const [header, payload, sealed] = parts(signed);
    return [header, payload, `+/${sealed.slice(2)}`].join(".");
  },
};
