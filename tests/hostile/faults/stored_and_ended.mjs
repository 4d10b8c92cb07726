import { unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("session_expired", () => ["late", 7200]),
  does: "finds a session that ended while the machine slept, without a refresh token",
  source: "SECURITY 150; D7",
  body: ({ refresh_token, ...body }) => body,
};
