export default {
  does: "let the person authenticate in the second of the ways that were asked for",
  source: "D10; OpenID Connect Core 3.1.3.7 step 12",
  signIn: { acrValues: ["phrh", "phr"] },
  claims: (claims) => ({ ...claims, acr: "phr", amr: ["hwk", "pin"] }),
};
