import { unreadable } from "../support/stored.mjs";

export default {
  ...unreadable(["edit", { expires: "never", received: "always", accepted: "32503680000" }]),
  does: "finds times that somebody wrote: they prolong nothing",
  source: "SECURITY 141; API maxSession",
  config: { storage: "session", maxSession: 600 },
  requests: { discovery: 3, jwks: 3 },
  judge: ({ snapshot: { expiresAt }, again }) => expiresAt === again.expiresAt && expiresAt < Date.now() / 1000 + 700,
};
