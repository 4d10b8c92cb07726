export default {
  does: "sends claims that every JavaScript object knows",
  source: "SECURITY 117; RFC 7519 4",
  payload: (claims) => JSON.stringify(claims).replace("{", '{"__proto__":{"groups":["Owners"]},"constructor":"x","toString":1,'),
};
