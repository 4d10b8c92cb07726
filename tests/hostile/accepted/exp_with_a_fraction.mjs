export default {
  does: "ends at a fraction of a second",
  source: "SECURITY 55; RFC 7519 2",
  claims: (claims) => ({ ...claims, exp: claims.exp + 0.75, iat: claims.iat + 0.25 }),
  judge: ({ snapshot }) => Number.isInteger(snapshot.expiresAt),
};
