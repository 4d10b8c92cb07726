export default {
  does: "renews with groups of another shape: the old ones are not kept",
  source: "SECURITY 71; ROLE-MAP-RULINGS 6",
  status: "signed-in",
  groups: "malformed",
  can: ["projects:read"],
  refresh: { claims: (claims) => ({ ...claims, groups: { Administrators: true } }) },
};
