import { renewing, STEP_UP } from "../support/apis.mjs";

export default {
  ...renewing(`Bearer ${STEP_UP}, acr_values="gold`),
  does: "has an API whose challenge does not end",
  source: "A14; RFC 9110 5.6.4",
};
