export default {
  does: "sends the groups as the names of an object",
  source: "SECURITY 71; ruling R15",
  status: "signed-in",
  groups: "malformed",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: { Administrators: true } }),
};
