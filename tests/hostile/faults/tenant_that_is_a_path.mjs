import { mapWith } from "../support/map.mjs";

export default {
  does: "names a path for a tenant",
  source: "SECURITY 45; PROVIDERS Entra",
  code: "issuer_rejected",
  config: { roleMap: { ...mapWith({}), claims: "entra-groups" } },
  issuer: (base) => `${base}/common/v2.0`,
  metadata: (metadata, run) => ({ ...metadata, issuer: `${run.base}/{tenantid}/v2.0` }),
  response: (response, run) => response.set("iss", `${run.base}/{tenantid}/v2.0`),
  claims: (claims, { run }) => ({ ...claims, iss: `${run.base}/../evil/v2.0`, tid: "../evil" }),
};
