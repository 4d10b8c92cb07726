export default {
  does: "says null for the lifetime",
  source: "SECURITY 115",
  body: (body) => ({ ...body, expires_in: null }),
};
