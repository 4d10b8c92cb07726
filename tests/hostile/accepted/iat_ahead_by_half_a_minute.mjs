export default {
  does: "has a clock that is half a minute ahead: said, not refused",
  source: "API Tabs and time; SECURITY 153",
  claims: (claims) => ({ ...claims, iat: claims.iat + 30 }),
  judge: ({ events }) => events.some(({ type, error }) => type === "warning" && error.code === "clock_skew"),
};
