import { pushes } from "../support/pushed.mjs";

const LONG = `https://idp.example/requests/${"a".repeat(900)}?x=1&y=%20#part`;

export default {
  does: "refers to the push by a long address with every kind of letter",
  source: "RFC 9126 2.2; RFC 9101 5.2",
  config: pushes,
  answers: {
    par(answer, run) {
      run.pushed.set(LONG, run.pushed.get(answer.body.request_uri));
      return { ...answer, body: { ...answer.body, request_uri: LONG } };
    },
  },
};
