export default {
  does: "names an authorized party of no letters",
  source: "SECURITY 50",
  code: "azp_rejected",
  claims: (claims) => ({ ...claims, azp: "" }),
};
