import { renewing, STEP_UP } from "../support/apis.mjs";

export default {
  ...renewing(`Bearer ${STEP_UP}, max_age="-1"`),
  does: "has an API that asks for a sign-in of the future",
  source: "A14; RFC 9470 3",
};
