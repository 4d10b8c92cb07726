export default {
  does: "sends groups that look like the one that opens: other case, other alphabet, with spaces, with `*`",
  source: "SECURITY 74, 75; OpenID Connect Discovery 5",
  status: "signed-in",
  groups: "present",
  can: ["projects:read"],
  claims: (claims) => ({
    ...claims,
    groups: ["administrators", "\u0410dministrators", " Administrators", "Administrators ", "*", "Admin*", "\uff21dministrators"],
  }),
};
