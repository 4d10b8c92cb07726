import { unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("session_expired", () => ["edit", { sent: "", accepted: "0" }]),
  does: "finds a session that ran out and whose refresh token was sent already: it is not sent again",
  source: "E4; SECURITY 119; RFC 9700 4.14",
};
