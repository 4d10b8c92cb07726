import { renewing, STEP_UP } from "../support/apis.mjs";

export default {
  ...renewing(`Basic ${STEP_UP}, acr_values="gold"`),
  does: "has an API that asks for a stronger password",
  source: "A14; RFC 9470 3",
};
