export default {
  does: "ends at -0",
  source: "SECURITY 54",
  code: "claim_invalid",
  claim: "exp",
  payload: (claims) => JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":-0'),
};
