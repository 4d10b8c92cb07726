export default {
  does: "sends 10,001 groups, the one that opens among them",
  source: "SECURITY 73; API limits",
  status: "signed-in",
  groups: "malformed",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: [...Array(10_000).fill("g"), "Administrators"] }),
};
