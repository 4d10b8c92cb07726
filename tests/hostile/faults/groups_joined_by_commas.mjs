export default {
  does: "joins the groups by commas",
  source: "SECURITY 71",
  status: "signed-in",
  groups: "present",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: "Everyone,Administrators" }),
};
