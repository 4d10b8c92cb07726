import { pushes } from "../support/pushed.mjs";

const headers = {
  "content-type": 'Application/JSON; charset="utf-8"',
  "cache-control": "no-cache, no-store",
  location: "https://elsewhere.example/",
  "set-cookie": "pushed=1; HttpOnly",
  "www-authenticate": "Bearer",
};

export default {
  does: "answers the push with headers that mean nothing here",
  source: "RFC 9126 2.2; RFC 9110 5.1",
  config: pushes,
  answers: { par: (answer) => ({ ...answer, headers }) },
};
