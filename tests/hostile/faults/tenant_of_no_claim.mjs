import { mapWith } from "../support/map.mjs";

export default {
  does: "names a tenant in `iss` and none in `tid`",
  source: "SECURITY 45; PROVIDERS Entra",
  code: "claim_missing",
  claim: "tid",
  config: { roleMap: { ...mapWith({}), claims: "entra-groups" } },
  issuer: (base) => `${base}/common/v2.0`,
  metadata: (metadata, run) => ({ ...metadata, issuer: `${run.base}/{tenantid}/v2.0` }),
  response: (response, run) => response.set("iss", `${run.base}/{tenantid}/v2.0`),
  claims: (claims, { run }) => ({ ...claims, iss: `${run.base}/7f3a1c52-0000-4000-8000-000000000001/v2.0` }),
};
