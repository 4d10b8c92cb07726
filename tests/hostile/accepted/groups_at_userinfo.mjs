import { mapWith } from "../support/map.mjs";

export default {
  does: "has the groups at userinfo only",
  source: "API Outcomes; OpenID Connect Core 5.3",
  requests: { userinfo: 2 },
  config: {
    roleMap: mapWith({
      sources: [
        { token: "id", path: ["groups"] },
        { token: "userinfo", path: ["groups"] },
      ],
    }),
  },
  claims: ({ groups, ...claims }) => claims,
};
