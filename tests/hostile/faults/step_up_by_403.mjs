import { calling, STEP_UP } from "../support/apis.mjs";

export default {
  ...calling("", { requests: { api: 1 } }),
  does: "has an API that forbids, and asks for more by the way",
  source: "RFC 9470 3; RFC 9110 15.5.4",
  answers: { api: (answer) => ({ ...answer, status: 403, headers: { "www-authenticate": `Bearer ${STEP_UP}, acr_values="gold"` } }) },
};
