import { refusedPush } from "../support/pushed.mjs";

export default {
  ...refusedPush((answer, run) => ({ ...answer, status: 307, headers: { location: `${run.base}/stray` } })),
  does: "redirects the push, where the state and the nonce would go along",
  source: "API Outcomes; RFC 9700 4.12",
};
