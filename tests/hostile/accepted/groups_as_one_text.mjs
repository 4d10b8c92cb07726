export default {
  does: "sends one group as text, which is one name however many words it has",
  source: "SECURITY 71; ROLE-MAP shape auto",
  claims: (claims) => ({ ...claims, groups: "Administrators" }),
};
