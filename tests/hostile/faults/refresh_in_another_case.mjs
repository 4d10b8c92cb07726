export default {
  does: "renews for a person whose name differs by case",
  source: "SECURITY 66; D12",
  code: "subject_mismatch",
  refresh: { claims: (claims) => ({ ...claims, sub: claims.sub.toUpperCase() }) },
};
