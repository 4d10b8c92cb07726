import { mapWith } from "../support/map.mjs";

export default {
  does: "redirects userinfo, where the token would go along",
  source: "RFC 9700 4.12; API Outcomes",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  requests: { userinfo: 2 },
  config: { roleMap: mapWith({ sources: [{ token: "userinfo", path: ["groups"] }] }) },
  answers: { userinfo: (answer, run) => ({ ...answer, status: 307, headers: { location: `${run.base}/stray` } }) },
};
