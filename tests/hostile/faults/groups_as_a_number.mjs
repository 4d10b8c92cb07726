export default {
  does: "sends a number for the groups",
  source: "SECURITY 71",
  status: "signed-in",
  groups: "malformed",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: 1 }),
};
