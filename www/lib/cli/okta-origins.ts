import type { Json, OktaApi } from "./okta-api.js";
import type { Note, Part, Step } from "./okta-step.js";

/** Okta lets a page's requests through only from a Trusted Origin. */
export async function originSteps(api: OktaApi, origins: readonly string[]): Promise<Part> {
  const trusted = await api.all("/api/v1/trustedOrigins?limit=200");
  const each = origins.map((origin) => originStep(trusted, origin));
  return { steps: each.map(({ step }) => step), notes: each.flatMap(({ note }) => note ?? []) };
}

function originStep(trusted: readonly Json[], origin: string): { step: Step; note?: Note } {
  const what = `Trusted Origin ${origin}`;
  const now = trusted.find((each) => isSame(each.origin, origin));
  if (!now) {
    const body = { name: origin, origin, scopes: [{ type: "CORS" }] };
    return { step: { what, how: "new, for CORS", change: { method: "POST", path: "/api/v1/trustedOrigins", body } } };
  }
  const scopes = Array.isArray(now.scopes) ? (now.scopes as Json[]) : [];
  if (now.status === "INACTIVE") {
    const help = "Security, API, Trusted Origins: activate it; this command does not switch on what somebody switched off";
    return {
      step: { what, how: "is there, but inactive" },
      note: { level: "error", message: `the Trusted Origin ${origin} is inactive`, help },
    };
  }
  if (scopes.some(({ type }) => type === "CORS")) return { step: { what, how: "is there, for CORS" } };
  const body = { name: now.name, origin: now.origin, status: now.status, scopes: [...scopes, { type: "CORS" }] };
  const change = { method: "PUT" as const, path: `/api/v1/trustedOrigins/${encodeURIComponent(String(now.id))}`, body };
  return { step: { what, how: "is there, now for CORS too", change } };
}

function isSame(written: unknown, origin: string): boolean {
  return typeof written === "string" && URL.canParse(written) && new URL(written).origin === origin;
}
