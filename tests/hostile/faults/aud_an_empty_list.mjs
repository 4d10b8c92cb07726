export default {
  does: "names an empty list of audiences",
  source: "SECURITY 46",
  code: "claim_invalid",
  claim: "aud",
  claims: (claims) => ({ ...claims, aud: [] }),
};
