import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["exchange", "{", '{"__proto__":{"v":2},"constructor":null,']),
  does: "finds a session with members that nobody knows",
  source: "SECURITY 117, 142",
  requests: { discovery: 3, jwks: 3 },
};
