import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { accepted: "0" }]),
  does: "renews a stored session that ran out",
  source: "API start (b); OpenID Connect Core 12",
  requests: { discovery: 3, refresh: 1, jwks: 3 },
};
