import { mapWith } from "../support/map.mjs";

export default {
  does: "gives more groups at userinfo than the signed token has",
  source: "API Outcomes; ROLE-MAP combine first",
  status: "signed-in",
  groups: "empty",
  can: ["projects:read"],
  config: {
    roleMap: mapWith({
      sources: [
        { token: "id", path: ["groups"] },
        { token: "userinfo", path: ["groups"] },
      ],
    }),
  },
  claims: (claims) => ({ ...claims, groups: [] }),
};
