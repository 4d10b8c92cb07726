import { pushes } from "../support/pushed.mjs";

export default {
  does: "answers the push with more than anybody needs, `__proto__` among it",
  source: "SECURITY 117; RFC 9126 2.2",
  config: pushes,
  answers: {
    par: ({ body, ...answer }) => ({
      ...answer,
      body: JSON.stringify({ ...body, state: "x" }).replace("{", '{"__proto__":{"expires_in":0},'),
    }),
  },
};
