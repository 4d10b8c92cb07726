import { apiWantsNonce, bound } from "../support/bound.mjs";
import { mapWith } from "../support/map.mjs";

export default {
  does: "is content with no nonce at userinfo",
  source: "SECURITY 122; RFC 9449 9; API Outcomes",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  requests: { userinfo: 4 },
  config: { ...bound, roleMap: mapWith({ sources: [{ token: "userinfo", path: ["groups"] }] }) },
  instead: { userinfo: (run) => apiWantsNonce(`nonce-${run.requests.userinfo}`) },
};
