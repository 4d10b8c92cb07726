export default {
  does: "sends a list of groups within the list",
  source: "SECURITY 71",
  status: "signed-in",
  groups: "malformed",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: [["Administrators"]] }),
};
