import { page, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "talks to the app's window before it leads the frame back",
  source: "SECURITY 98; B11",
  requests: { authorize: 3, discovery: 3, token: 3, jwks: 3 },
  answers: page(`
    for (const word of ["ready", { type: "claimgate:" }, null, "claimgate:", 42]) parent.postMessage(word, "*");
    location.replace(answer);`),
};
