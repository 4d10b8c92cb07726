import { unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("session_expired", () => ["edit", { accepted: "0", refresh: null }]),
  does: "finds a session that was accepted long ago, though its token is good",
  source: "API maxSession; SECURITY 141",
};
