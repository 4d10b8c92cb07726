import { withoutUserinfo } from "../support/userinfo.mjs";

export default {
  ...withoutUserinfo((answer) => ({ ...answer, how: "silent" }), { timeouts: { request: 1500 } }),
  does: "never answers at userinfo",
  source: "SECURITY 107; API Outcomes",
};
