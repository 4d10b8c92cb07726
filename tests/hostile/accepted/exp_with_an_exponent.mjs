export default {
  does: "writes the end with a point and an exponent",
  source: "RFC 7519 2; RFC 8259 6",
  payload: (claims) => JSON.stringify(claims).replace(/"exp":\d+/, `"exp":${claims.exp / 1000}e3`),
};
