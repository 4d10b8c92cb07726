export default {
  does: "let the person authenticate in a weaker way than was asked",
  source: "SECURITY 69; RFC 9470 5",
  code: "acr_unmet",
  signIn: { acrValues: ["phr"] },
  claims: (claims) => ({ ...claims, acr: "pwd" }),
};
