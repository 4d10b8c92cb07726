import { lost, reopened, silently } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "gives by the frame a token of another sign-in",
  source: "SECURITY 62; D9",
  code: "nonce_mismatch",
  requests: { authorize: 2, discovery: 3, token: 2, jwks: 2 },
  claims: silently((claims) => ({ ...claims, nonce: "another-sign-in-altogether" })),
};
