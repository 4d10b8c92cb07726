export default {
  does: "says at the renewal that the person authenticated just now",
  source: "SECURITY 66; OpenID Connect Core 12.2",
  code: "claim_invalid",
  claim: "auth_time",
  refresh: { claims: (claims) => ({ ...claims, auth_time: claims.iat }) },
};
