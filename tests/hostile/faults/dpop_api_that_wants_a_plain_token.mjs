import { calling } from "../support/bound.mjs";

const headers = { "content-type": "application/json", "www-authenticate": 'Bearer error="invalid_token"' };

export default {
  ...calling,
  does: "has an API that asks for the bound token as a plain one: it never gets it so",
  source: "H7; RFC 9449 7.2",
  status: "signed-in",
  requests: { api: 2, refresh: 1 },
  answers: { api: (answer) => ({ ...answer, status: 401, headers }) },
};
