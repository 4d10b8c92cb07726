import { mapWith } from "../support/map.mjs";

export default {
  does: "serves several tenants under one template of an issuer, as Entra ID",
  source: "PROVIDERS Entra; SECURITY 45",
  config: { roleMap: { ...mapWith({}), claims: "entra-groups" } },
  issuer: (base) => `${base}/common/v2.0`,
  metadata: (metadata, run) => ({
    ...metadata,
    issuer: `${run.base}/{tenantid}/v2.0`,
    authorization_response_iss_parameter_supported: null,
  }),
  response: (response) => response.delete("iss"),
  keys: ([key], run) => [{ ...key, issuer: `${run.base}/{tenantid}/v2.0` }],
  claims: (claims, { run }) => ({
    ...claims,
    iss: `${run.base}/7f3a1c52-0000-4000-8000-000000000001/v2.0`,
    tid: "7f3a1c52-0000-4000-8000-000000000001",
  }),
};
