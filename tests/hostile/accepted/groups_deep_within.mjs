import { mapWith } from "../support/map.mjs";

export default {
  does: "has the groups deep within its claims",
  source: "ROLE-MAP claims; PROVIDERS Keycloak",
  config: { roleMap: mapWith({ sources: [{ token: "id", path: ["https://acme.example/claims", "realm.access", "roles"] }] }) },
  claims: ({ groups, ...claims }) => ({ ...claims, "https://acme.example/claims": { "realm.access": { roles: groups } } }),
};
