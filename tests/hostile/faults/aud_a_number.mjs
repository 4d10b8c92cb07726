export default {
  does: "names an audience by a number",
  source: "SECURITY 46",
  code: "claim_invalid",
  claim: "aud",
  claims: (claims) => ({ ...claims, aud: 1 }),
};
