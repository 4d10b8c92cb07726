import { calling, STEP_UP } from "../support/apis.mjs";

export default {
  ...calling(`Bearer ${STEP_UP}, acr_values="gold silver", max_age="4294967295"`),
  does: "has an API that asks for what the person has done already: nobody is sent anywhere",
  source: "A14; RFC 9470 4",
  requests: { api: 1 },
  claims: (claims) => ({ ...claims, acr: "silver" }),
};
