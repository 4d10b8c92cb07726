import { renewing, STEP_UP } from "../support/apis.mjs";

export default {
  ...renewing(`Bearer ${STEP_UP}, acr_values=""`),
  does: "has an API that asks for no way of authentication in particular",
  source: "A14; RFC 9470 3",
};
