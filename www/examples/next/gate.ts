import { createGate } from "claimgate";
import { audience, issuer } from "./provider";
import roleMap from "./role-map.json";

// Made on the server too, where nobody is ever known and every guard shows `pending`.
export const gate = createGate({
  issuer,
  clientId: "demo",
  scope: "openid profile groups",
  resource: audience,
  apiOrigins: typeof window === "undefined" ? [] : [window.location.origin],
  roleMap,
});

declare module "claimgate" {
  interface Register {
    gate: typeof gate;
  }
}
