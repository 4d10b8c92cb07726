export default {
  does: "sends half of a pair of surrogates in a claim that counts",
  source: "SECURITY 21; RFC 8259 8.2",
  code: "jwt_malformed",
  payload: (claims) => JSON.stringify(claims).replace('"aud":"app"', '"aud":"app\\ud800"'),
};
