import { encode, parts } from "../support/keys.mjs";

export default {
  does: "cuts the last byte of the signature off",
  source: "SECURITY 34; RFC 8017 8.2.2",
  code: "jwt_signature_invalid",
  idToken: (signed) => {
    const [header, payload, sealed] = parts(signed);
    return [header, payload, encode(Buffer.from(sealed, "base64url").subarray(0, -1))].join(".");
  },
};
