export default {
  does: "names an audience of no letters",
  source: "SECURITY 46",
  code: "claim_invalid",
  claim: "aud",
  claims: (claims) => ({ ...claims, aud: "" }),
};
