export default {
  does: "sends claims of every kind, deep ones and long numbers among them",
  source: "RFC 7519 4.3; RFC 8259",
  payload: (claims) =>
    JSON.stringify({ ...claims, address: { country: null, lines: [[], {}, -0.5e-3] }, "": "", "https://acme.example/x": true }).replace(
      "{",
      `{"long":123456789012345678901234567890,"deep":${"[".repeat(60)}${"]".repeat(60)},`,
    ),
};
