export default {
  does: "sends an empty list of groups",
  source: "ruling R15",
  groups: [],
  state: "empty",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: [] }),
};
