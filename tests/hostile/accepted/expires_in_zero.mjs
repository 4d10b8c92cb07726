export default {
  does: "says that the access token lasts no time: its lifetime is unknown",
  source: "SECURITY 115",
  body: (body) => ({ ...body, expires_in: 0 }),
};
