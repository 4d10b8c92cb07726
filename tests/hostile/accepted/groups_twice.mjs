export default {
  does: "sends its groups twice and in another order",
  source: "SECURITY 163",
  groups: ["Administrators", "Everyone"],
  claims: (claims) => ({ ...claims, groups: ["Everyone", "Administrators", "Everyone", "Administrators"] }),
};
