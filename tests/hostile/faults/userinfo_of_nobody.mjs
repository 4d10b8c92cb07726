import { mapWith } from "../support/map.mjs";

export default {
  does: "does not say whose groups it gives at userinfo",
  source: "E1; OpenID Connect Core 5.3.2",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  requests: { userinfo: 2 },
  config: { roleMap: mapWith({ sources: [{ token: "userinfo", path: ["groups"] }] }) },
  userinfo: ({ sub, ...claims }) => claims,
};
