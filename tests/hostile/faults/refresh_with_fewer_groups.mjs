export default {
  does: "renews with no group left: what it opened is shut at once",
  source: "E3; API maxSession",
  status: "signed-in",
  groups: "empty",
  can: ["projects:read"],
  refresh: { claims: (claims) => ({ ...claims, groups: [] }) },
};
