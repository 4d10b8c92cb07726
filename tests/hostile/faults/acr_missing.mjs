export default {
  does: "does not say how the person authenticated, though it was asked",
  source: "SECURITY 69; OpenID Connect Core 3.1.3.7 step 12",
  code: "acr_unmet",
  claim: "acr",
  signIn: { acrValues: ["phr"] },
};
