export default {
  does: "says that the access token lasts longer than any timer",
  source: "SECURITY 115; HTML setTimeout",
  body: (body) => ({ ...body, expires_in: 1e308 }),
  judge: ({ snapshot }) => snapshot.expiresAt <= Date.now() / 1000 + 8 * 3600,
};
