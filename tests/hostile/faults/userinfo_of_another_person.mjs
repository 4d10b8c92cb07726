import { mapWith } from "../support/map.mjs";

export default {
  does: "gives another person's groups at userinfo",
  source: "SECURITY 65; OpenID Connect Core 5.3.2",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  requests: { userinfo: 2 },
  config: { roleMap: mapWith({ sources: [{ token: "userinfo", path: ["groups"] }] }) },
  userinfo: (claims) => ({ ...claims, sub: "somebody-else" }),
};
