import { mapWith } from "../support/map.mjs";
import { accessToken } from "../support/provider.mjs";

export default {
  does: "has the groups in the access token, as Okta's custom servers",
  source: "PROVIDERS Okta; RFC 9068 2.2.3.1",
  config: { roleMap: mapWith({ sources: [{ token: "access", path: ["groups"] }] }) },
  claims: ({ groups, ...claims }) => claims,
  body: (body, turn) => ({ ...body, access_token: accessToken(turn, {}) }),
};
