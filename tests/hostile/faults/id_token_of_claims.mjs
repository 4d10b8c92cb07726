import { PERSON } from "../support/provider.mjs";

export default {
  does: "gives the claims as they are for an ID token",
  source: "C6; OpenID Connect Core 3.1.3.3",
  code: "token_response_invalid",
  body: (body) => ({ ...body, id_token: PERSON }),
};
