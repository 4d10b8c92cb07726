import { lost, reopened, silently } from "../support/frames.mjs";

export default {
  ...reopened,
  ...lost,
  does: "gives by the frame a token that has ended",
  source: "D7",
  code: "token_expired",
  requests: { authorize: 2, discovery: 3, token: 2, jwks: 2 },
  claims: silently((claims) => ({ ...claims, exp: claims.iat - 120 })),
};
