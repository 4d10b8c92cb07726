import { renewing, STEP_UP } from "../support/apis.mjs";

export default {
  ...renewing(`Bearer ${STEP_UP}, max_age="5 minutes"`),
  does: "has an API that says in words how recent a sign-in must be",
  source: "A14; RFC 9470 3",
};
