export default {
  does: "sends a group by the name of a rule of the map",
  source: "SECURITY 75; ROLE-MAP",
  status: "signed-in",
  groups: "present",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: ["$authenticated", "admin", "admin:users:manage", "$everyone"] }),
};
