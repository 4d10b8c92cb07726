export default {
  does: "sends an access token that only its claim `typ` betrays, as Keycloak's",
  source: "SECURITY 38; G11",
  code: "jwt_type_rejected",
  claims: (claims) => ({ ...claims, typ: "Bearer" }),
};
