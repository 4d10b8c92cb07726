import { reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "answers in the fragment, in the frame too, as it was asked to",
  source: "API responseMode",
  config: { ...reopened.config, responseMode: "fragment" },
  requests: { authorize: 3, discovery: 3, token: 3, jwks: 3 },
  answers: {
    authorize: (answer) =>
      answer.headers.location
        ? { ...answer, headers: { location: answer.headers.location.replace("?", "#") } }
        : { ...answer, body: { address: answer.body.address.replace("?", "#") } },
  },
};
