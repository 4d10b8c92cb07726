export default {
  does: "does not say at the renewal when the person authenticated",
  source: "OpenID Connect Core 12.2",
  refresh: { claims: ({ auth_time, ...claims }) => claims },
};
