export default {
  does: "gives the access token for an ID token",
  source: "SECURITY 38; G11",
  code: "jwt_malformed",
  body: (body) => ({ ...body, id_token: body.access_token }),
};
