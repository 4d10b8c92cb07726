import { pushes } from "../support/pushed.mjs";

export default {
  does: "refuses the optional scope at the push, and is pushed to once more without it",
  source: "API optionalScope; RFC 9126 2.3",
  config: pushes,
  requests: { par: 2 },
  instead: {
    par: (_, { form }) => (form.get("scope").includes("offline_access") ? { status: 400, body: { error: "invalid_scope" } } : undefined),
  },
};
