export default {
  does: "names an audience by an object",
  source: "SECURITY 46",
  code: "claim_invalid",
  claim: "aud",
  claims: (claims) => ({ ...claims, aud: { app: true } }),
};
