export default {
  does: "says that the groups are to be had elsewhere",
  source: "SECURITY 73; ROLE-MAP overage",
  status: "signed-in",
  groups: "overage",
  can: ["projects:read"],
  claims: ({ groups, ...claims }) => ({
    ...claims,
    _claim_names: { groups: "src1" },
    _claim_sources: { src1: { endpoint: "https://graph.example" } },
  }),
};
