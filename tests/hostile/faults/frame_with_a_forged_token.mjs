import { lost, reopened } from "../support/frames.mjs";
import { token } from "../support/keys.mjs";

export default {
  ...reopened,
  ...lost,
  does: "gives by the frame a token that another key signed",
  source: "D4",
  code: "jwt_signature_invalid",
  requests: { authorize: 2, discovery: 3, token: 2, jwks: 2 },
  idToken: (signed, { asked, header, claims }) => (asked.prompt === "none" ? token(header, claims, { key: "other" }) : signed),
};
