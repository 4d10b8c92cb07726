import { givingBack } from "../support/sign_out.mjs";

export default {
  ...givingBack((answer) => ({ ...answer, cors: false })),
  does: "does not let the page read its answer when the refresh token is given back",
  source: "J2, J8; Fetch 4.9",
};
