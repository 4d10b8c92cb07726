import { givingBack } from "../support/sign_out.mjs";

export default {
  ...givingBack((answer) => ({ ...answer, body: "a".repeat(600_000) })),
  does: "answers with 600 kilobytes when the refresh token is given back",
  source: "J2, J8; API limits",
};
