import { mapWith } from "../support/map.mjs";
import { accessToken } from "../support/provider.mjs";

export default {
  does: "has the groups in an access token of another issuer",
  source: "H2; ROLE-MAP claims",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  config: { roleMap: mapWith({ sources: [{ token: "access", path: ["groups"] }] }) },
  body: (body, turn) => ({ ...body, access_token: accessToken(turn, { iss: "https://evil.example" }) }),
};
