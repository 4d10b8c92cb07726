export default {
  does: "names two ways of authentication at once",
  source: "SECURITY 69",
  code: "claim_invalid",
  claim: "acr",
  signIn: { acrValues: ["phr"] },
  claims: (claims) => ({ ...claims, acr: ["phr", "pwd"] }),
};
