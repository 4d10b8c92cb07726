import { calling, STEP_UP } from "../support/apis.mjs";

export default {
  ...calling("", { requests: { api: 1 } }),
  does: "has an API that asks for more and answers all the same",
  source: "RFC 9470 3; RFC 9110 15.5.2",
  answers: { api: (answer) => ({ ...answer, headers: { "www-authenticate": `Bearer ${STEP_UP}, acr_values="gold"` } }) },
};
