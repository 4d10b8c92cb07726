import { renewing, STEP_UP } from "../support/apis.mjs";

export default {
  ...renewing(`Bearer ${STEP_UP}, acr_values="gold", acr_values="none"`),
  does: "has an API that asks for two things where one may stand",
  source: "A14; RFC 9110 11.2",
};
