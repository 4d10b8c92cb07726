import { jwk } from "../support/keys.mjs";

export default {
  does: "publishes its keys within the address",
  source: "F5",
  code: "response_invalid",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, jwks_uri: `data:application/json,${JSON.stringify({ keys: [jwk("rsa")] })}` }),
};
