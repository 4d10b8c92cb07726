import { withoutUserinfo } from "../support/userinfo.mjs";

export default {
  ...withoutUserinfo(({ body, ...answer }) => ({ ...answer, body: JSON.stringify(body).replace("{", '{"groups":[],') })),
  does: "names the groups twice at userinfo",
  source: "G8; SECURITY 71",
};
