export default {
  does: "ended ten seconds ago, which two honest clocks may differ by",
  source: "API Outcomes; OpenID Connect Core 3.1.3.7 step 9",
  claims: (claims) => ({ ...claims, exp: claims.iat - 10 }),
  judge: ({ snapshot, run }) => snapshot.expiresAt > Date.now() / 1000 && run.requests.refresh === 0,
};
