export default {
  does: "has an authorization endpoint with a parameter of its own, as Azure AD B2C",
  source: "RFC 6749 3.1",
  metadata: (metadata) => ({ ...metadata, authorization_endpoint: `${metadata.authorization_endpoint}?p=b2c_1_sign_in` }),
  judge: ({ run }) => run.asked.p === "b2c_1_sign_in",
};
