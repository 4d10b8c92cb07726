import { renewed } from "../support/frames.mjs";

export default {
  ...renewed,
  does: "gives no refresh token and renews in the frame",
  source: "API restore; OpenID Connect Core 3.1.2.1",
  requests: { authorize: 3, token: 3 },
  judge: ({ events }) => events.map(({ type }) => type).join() === "signed-in,renewed",
};
