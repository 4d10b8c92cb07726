export default {
  does: "renews with another group: it opens what it opens",
  source: "E3; API maxSession",
  groups: ["Somebody"],
  can: ["projects:read"],
  refresh: { claims: (claims) => ({ ...claims, groups: ["Somebody"] }) },
};
