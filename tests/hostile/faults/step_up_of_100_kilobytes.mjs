import { renewing, STEP_UP } from "../support/apis.mjs";

export default {
  ...renewing(`Bearer ${STEP_UP}, acr_values="${"a".repeat(100_000)}"`),
  does: "has an API that asks for more than any address holds",
  source: "A14; RFC 9110 4.1",
};
