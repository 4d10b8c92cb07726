export default {
  does: "publishes a template of tenants, which the app did not ask for",
  source: "SECURITY 45; PROVIDERS Entra",
  code: "issuer_mismatch",
  stage: "metadata",
  metadata: (metadata) => ({ ...metadata, issuer: new URL("/{tenantid}", metadata.issuer).href.replace(/%7B/, "{").replace(/%7D/, "}") }),
};
