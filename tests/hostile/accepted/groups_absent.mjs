export default {
  does: "sends no groups: signed in, and little opens",
  source: "SECURITY 70; ruling R15",
  groups: [],
  state: "absent",
  can: ["projects:read"],
  claims: ({ groups, ...claims }) => claims,
};
