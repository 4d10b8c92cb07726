import { withoutUserinfo } from "../support/userinfo.mjs";

export default {
  ...withoutUserinfo((answer) => ({ ...answer, body: JSON.stringify(answer.body).slice(0, -1) })),
  does: "answers at userinfo with less than JSON",
  source: "SECURITY 103; API Outcomes",
};
