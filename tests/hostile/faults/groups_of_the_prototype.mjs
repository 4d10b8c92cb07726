export default {
  does: "sends groups that every JavaScript object knows",
  source: "SECURITY 74",
  status: "signed-in",
  groups: "present",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: ["__proto__", "constructor", "toString", "hasOwnProperty", ""] }),
};
