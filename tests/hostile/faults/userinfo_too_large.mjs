import { withoutUserinfo } from "../support/userinfo.mjs";

export default {
  ...withoutUserinfo(({ body, ...answer }) => ({ ...answer, body: { ...body, more: "a".repeat(600_000) } })),
  does: "answers at userinfo with 600 kilobytes",
  source: "API limits",
};
