import { givingBack } from "../support/sign_out.mjs";

export default {
  ...givingBack((answer) => ({ ...answer, how: "silent" })),
  does: "never answers when the refresh token is given back",
  source: "J2, J8; SECURITY 107",
  config: { timeouts: { request: 2000 } },
};
