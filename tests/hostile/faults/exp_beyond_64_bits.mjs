export default {
  does: "ends at 18446744073709551616",
  source: "SECURITY 54",
  code: "claim_invalid",
  claim: "exp",
  payload: (claims) => JSON.stringify({ ...claims, exp: 0 }).replace('"exp":0', '"exp":18446744073709551616'),
};
