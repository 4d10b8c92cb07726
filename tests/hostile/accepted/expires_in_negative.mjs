export default {
  does: "says that the access token has ended an hour ago: its lifetime is unknown",
  source: "SECURITY 115",
  body: (body) => ({ ...body, expires_in: -3600 }),
};
