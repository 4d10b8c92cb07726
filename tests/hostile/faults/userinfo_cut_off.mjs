import { withoutUserinfo } from "../support/userinfo.mjs";

export default {
  ...withoutUserinfo((answer) => ({ ...answer, how: "cut" })),
  does: "breaks the connection off within the answer of userinfo",
  source: "API Outcomes",
  host: "userinfo-cut",
};
