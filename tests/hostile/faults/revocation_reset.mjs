import { givingBack } from "../support/sign_out.mjs";

export default {
  ...givingBack((answer) => ({ ...answer, how: "cut" })),
  does: "breaks off when the refresh token is given back",
  source: "J2, J8",
  host: "revocation-cut",
};
