import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { id: "a".repeat(2_000_000) }], "local"),
  code: "jwt_too_large",
  requests: { discovery: 3, jwks: 2 },
  events: ["signed-in", "error"],
  does: "finds two megabytes in the place of a token",
  source: "SECURITY 142; API limits",
};
