import { mapWith } from "../support/map.mjs";

export default {
  does: "has the groups in the access token, and sends one that is no JWT",
  source: "PROVIDERS Okta; ROLE-MAP claims",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  config: { roleMap: mapWith({ sources: [{ token: "access", path: ["groups"] }] }) },
};
