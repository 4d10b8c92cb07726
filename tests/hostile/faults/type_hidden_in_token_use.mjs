export default {
  does: "sends an access token that only its claim `token_use` betrays, as Amazon Cognito's",
  source: "SECURITY 38; G11",
  code: "jwt_type_rejected",
  claims: (claims) => ({ ...claims, token_use: "access" }),
};
