import { renewing, STEP_UP } from "../support/apis.mjs";

export default {
  ...renewing(`Bearer ${STEP_UP}, max_age="18446744073709551616"`),
  does: "has an API that asks for a sign-in within more seconds than a clock holds",
  source: "A14; SECURITY 54",
};
