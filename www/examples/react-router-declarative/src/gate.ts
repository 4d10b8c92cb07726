import { createGate } from "claimgate";
import roleMap from "./role-map.json";

export const gate = createGate({
  issuer: import.meta.env.VITE_ISSUER ?? "http://localhost:9101",
  clientId: "demo",
  scope: "openid profile groups",
  roleMap,
});

declare module "claimgate" {
  interface Register {
    gate: typeof gate;
  }
}
