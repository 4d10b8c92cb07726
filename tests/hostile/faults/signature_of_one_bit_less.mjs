import { encode, parts } from "../support/keys.mjs";

export default {
  does: "changes one bit of the signature",
  source: "SECURITY 34; G3",
  code: "jwt_signature_invalid",
  idToken: (signed) => {
    const [header, payload, sealed] = parts(signed);
    const bytes = Buffer.from(sealed, "base64url");
    bytes[7] ^= 1;
    return [header, payload, encode(bytes)].join(".");
  },
};
