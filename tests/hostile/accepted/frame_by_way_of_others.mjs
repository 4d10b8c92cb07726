import { inFrame, reopened } from "../support/frames.mjs";

export default {
  ...reopened,
  does: "leads the frame back by way of another of its pages",
  source: "API restore",
  requests: { authorize: 3, discovery: 3, token: 3, jwks: 3, stray: 2 },
  answers: {
    ...inFrame(({ headers: { location }, ...answer }, run) => {
      run.back = location;
      return { ...answer, headers: { location: `${run.base}/stray` } };
    }),
    stray: (answer, run) => ({ ...answer, status: 302, headers: { location: run.back }, cors: false }),
  },
};
