export default {
  does: "renews without an ID token",
  source: "SECURITY 118; E3",
  refresh: { body: ({ id_token, ...body }) => body },
};
