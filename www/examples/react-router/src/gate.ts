import { createGate } from "claimgate";
import roleMap from "./role-map.json";

export const basename = "/app";

export const gate = createGate({
  issuer: import.meta.env.VITE_ISSUER ?? "http://localhost:9000",
  clientId: "demo",
  scope: "openid profile groups",
  basename,
  // Register both at the provider.
  redirectUri: `${location.origin}${basename}/callback`,
  postLogoutRedirectUri: `${location.origin}${basename}/`,
  roleMap,
});

declare module "claimgate" {
  interface Register {
    gate: typeof gate;
  }
}
