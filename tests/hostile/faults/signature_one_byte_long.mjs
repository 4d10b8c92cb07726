import { encode, parts } from "../support/keys.mjs";

export default {
  does: "puts a zero byte before the signature",
  source: "SECURITY 34; RFC 8017 8.2.2",
  code: "jwt_signature_invalid",
  idToken: (signed) => {
    const [header, payload, sealed] = parts(signed);
    return [header, payload, encode(Buffer.concat([Buffer.from([0]), Buffer.from(sealed, "base64url")]))].join(".");
  },
};
