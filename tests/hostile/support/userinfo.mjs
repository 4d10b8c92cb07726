// Groups that are at userinfo only, and what comes instead: never fatal, and never a group.
import { mapWith } from "./map.mjs";

export const withoutUserinfo = (say, config = {}) => ({
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  requests: { userinfo: 2 },
  config: { roleMap: mapWith({ sources: [{ token: "userinfo", path: ["groups"] }] }), ...config },
  answers: { userinfo: say },
});
