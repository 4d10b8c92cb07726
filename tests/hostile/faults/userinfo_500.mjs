import { mapWith } from "../support/map.mjs";

export default {
  does: "fails at userinfo",
  source: "API Outcomes",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  requests: { userinfo: 2 },
  config: { roleMap: mapWith({ sources: [{ token: "userinfo", path: ["groups"] }] }) },
  answers: { userinfo: (answer) => ({ ...answer, status: 500 }) },
};
