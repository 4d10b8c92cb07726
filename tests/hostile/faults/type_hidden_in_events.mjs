export default {
  does: "sends a logout token that only its claim `events` betrays",
  source: "SECURITY 39; Back-Channel Logout 2.4",
  code: "jwt_type_rejected",
  claims: (claims) => ({ ...claims, events: { "http://schemas.openid.net/event/backchannel-logout": {} } }),
};
