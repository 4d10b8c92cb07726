import { another, unverifiable } from "../support/stored.mjs";

export default {
  ...unverifiable("jwt_alg_rejected", (run) => {
    const { id, nonce } = another(run);
    const [, claims] = id.split(".");
    return ["edit", { id: `eyJhbGciOiJub25lIn0.${claims}.`, nonce }];
  }),
  does: "finds a token that is not signed",
  source: "SECURITY 1, 141",
};
