export default {
  does: "sends a hash that is no text",
  source: "D13",
  code: "claim_invalid",
  claim: "at_hash",
  claims: (claims) => ({ ...claims, at_hash: 0 }),
};
