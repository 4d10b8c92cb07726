import { token } from "../support/keys.mjs";
import { mapWith } from "../support/map.mjs";

export default {
  does: "answers with a JWT at userinfo",
  source: "API Outcomes; OpenID Connect Core 5.3.2",
  status: "signed-in",
  groups: "unavailable",
  can: ["projects:read"],
  requests: { userinfo: 2 },
  config: { roleMap: mapWith({ sources: [{ token: "userinfo", path: ["groups"] }] }) },
  answers: {
    userinfo: (answer) => ({
      ...answer,
      headers: { "content-type": "application/jwt" },
      body: token({ alg: "RS256", kid: "rsa" }, answer.body, { key: "rsa" }),
    }),
  },
};
