import { givingBack } from "../support/sign_out.mjs";

export default {
  ...givingBack((answer, run) => ({ ...answer, status: 307, headers: { location: `${run.base}/stray` } })),
  does: "redirects a refresh token that is given back",
  source: "J8; RFC 9700 4.12",
};
