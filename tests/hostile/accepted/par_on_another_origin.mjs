import { pushes } from "../support/pushed.mjs";

export default {
  does: "takes the push at another host",
  source: "RFC 9126 5; OpenID Connect Discovery 3",
  config: pushes,
  metadata: (metadata, run) => ({
    ...metadata,
    pushed_authorization_request_endpoint: `${run.base.replace("//localhost", "//par.localhost")}/par`,
  }),
};
