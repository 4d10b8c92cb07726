import { createGate } from "claimgate";
import roleMap from "./role-map.json";

const issuer: string = import.meta.env.VITE_ISSUER ?? "http://localhost:9101";
const apiOrigin: string = import.meta.env.VITE_API ?? issuer;

export const apiBase = `${apiOrigin}/api`;
export { roleMap };

export const gate = createGate({
  issuer,
  clientId: "demo",
  roleMap,
  scope: "openid profile email groups",
  resource: `${issuer}/api`,
  apiOrigins: [apiOrigin],
});

declare module "claimgate" {
  interface Register {
    gate: typeof gate;
  }
}
