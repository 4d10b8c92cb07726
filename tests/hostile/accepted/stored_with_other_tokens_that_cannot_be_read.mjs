import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { others: ["https://api.example", { token: 1 }] }]),
  does: "finds tokens of further resources that cannot be read: they are asked for again",
  source: "SECURITY 142; RFC 8707 2.2",
  requests: { discovery: 3, jwks: 3 },
};
