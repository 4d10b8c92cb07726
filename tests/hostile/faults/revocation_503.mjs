import { givingBack } from "../support/sign_out.mjs";

export default {
  ...givingBack((answer) => ({ ...answer, status: 503 })),
  does: "does not take the refresh token back: the person is signed out here all the same",
  source: "J2, J8; RFC 7009 2.2.1",
};
