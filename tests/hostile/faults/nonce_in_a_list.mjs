export default {
  does: "sends the nonce in a list",
  source: "SECURITY 62",
  code: "claim_invalid",
  claim: "nonce",
  claims: (claims) => ({ ...claims, nonce: [claims.nonce] }),
};
