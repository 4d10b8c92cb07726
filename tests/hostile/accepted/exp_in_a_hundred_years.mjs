export default {
  does: "ends in a hundred years: the session ends after eight hours all the same",
  source: "SECURITY 57; API maxSession",
  claims: (claims) => ({ ...claims, exp: claims.iat + 100 * 365 * 86_400 }),
  judge: ({ snapshot }) => snapshot.expiresAt <= Date.now() / 1000 + 8 * 3600,
};
