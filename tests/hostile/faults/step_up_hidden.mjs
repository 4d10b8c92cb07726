import { calling, STEP_UP } from "../support/apis.mjs";

const headers = { "www-authenticate": `Bearer ${STEP_UP}, acr_values="gold"`, "access-control-expose-headers": "date" };

export default {
  ...calling("", { requests: { api: 2, refresh: 1 } }),
  does: "has an API that does not let the page read what it asks for",
  source: "H9; SECURITY 109",
  answers: { api: (answer) => ({ ...answer, status: 401, headers }) },
};
