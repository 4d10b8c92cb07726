import { createGate } from "claimgate";
import roleMap from "./role-map.json";

const issuer: string = import.meta.env.VITE_ISSUER ?? "http://localhost:9101";
const apiOrigin: string = import.meta.env.VITE_API ?? issuer;

export const apiBase = `${apiOrigin}/api`;
export { roleMap };

const real = createGate({
  issuer,
  clientId: "demo",
  roleMap,
  scope: "openid profile email groups",
  resource: `${issuer}/api`,
  apiOrigins: [apiOrigin],
});

// In development the panel hears every event, and may show the page as others would see it.
export const gate = import.meta.env.DEV ? (await import("claimgate/devtools")).withDevtools(real) : real;

declare module "claimgate" {
  interface Register {
    gate: typeof gate;
  }
}
