export default {
  does: "sends 5,000 groups",
  source: "SECURITY 73; API limits",
  groups: [...Array.from({ length: 4999 }, (_, at) => `g${at}`), "Administrators"].sort(),
  claims: (claims) => ({ ...claims, groups: [...Array.from({ length: 4999 }, (_, at) => `g${at}`), "Administrators"] }),
};
