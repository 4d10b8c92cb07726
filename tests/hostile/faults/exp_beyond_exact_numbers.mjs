export default {
  does: "ends at 9007199254740993",
  source: "SECURITY 54",
  code: "claim_invalid",
  claim: "exp",
  payload: (claims) => JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":9007199254740993'),
};
