import { withoutUserinfo } from "../support/userinfo.mjs";

export default {
  ...withoutUserinfo((answer) => ({ ...answer, status: 401, headers: { "www-authenticate": 'Bearer error="invalid_token"' } })),
  does: "refuses its own access token at userinfo",
  source: "RFC 6750 3.1; API Outcomes",
};
