import { mapWith } from "../support/map.mjs";

export default {
  does: "sends the ID token for the access token that the groups are read from",
  source: "SECURITY 38, 167; G11",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  config: { roleMap: mapWith({ sources: [{ token: "access", path: ["groups"] }] }) },
  body: (body) => ({ ...body, access_token: body.id_token }),
};
