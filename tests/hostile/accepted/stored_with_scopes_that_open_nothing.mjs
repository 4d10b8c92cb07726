import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { scope: "admin:users:manage projects:write *" }]),
  does: "finds scopes that somebody wrote, for a person without groups: they open nothing",
  source: "SECURITY 141; R15",
  requests: { discovery: 3, jwks: 3 },
  groups: [],
  state: "empty",
  can: ["projects:read"],
  claims: (claims) => ({ ...claims, groups: [] }),
};
