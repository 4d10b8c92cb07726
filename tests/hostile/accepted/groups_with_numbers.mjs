export default {
  does: "sends numbers among its groups: dropped, and said",
  source: "ruling R15",
  claims: (claims) => ({ ...claims, groups: [7, "Administrators", null] }),
};
