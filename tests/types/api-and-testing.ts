import type { Gate } from "claimgate";
import { createApiGuard, type ReplayStore } from "claimgate/server";
import { gateBeforeLoad, gateCallback } from "claimgate/tanstack-router";
import { createTestGate, createTokenMint, describeRoleMap } from "claimgate/testing";
import roleMap from "./role-map.json" with { type: "json" };

// A test gate stands wherever the gate does, and knows the same names.
const gate = createTestGate({ roleMap, groups: ["app-editors"], user: { name: "Ann" } });
export const asGate: Gate<typeof roleMap> = gate;
gate.can("project:42:read");
// @ts-expect-error misspelt
gate.can("projects:reed");
gate.become({ groups: ["others"], claims: { department: "x" } });
gate.become("signed-out");
// @ts-expect-error an error is given, not named
gate.become("error");
// @ts-expect-error no such state
createTestGate({ roleMap, groups: "none" });
gate.calls.signIn[0]?.returnTo?.length;

describeRoleMap(roleMap, [
  { given: ["app-editors"], can: ["projects:write"], cannot: ["project:42:read"], roles: ["editor", "viewer"], route: { "/a": "allow" } },
  { given: "signed-out", route: { "/a": { outcome: "sign_in", reason: "signed_out" } } },
  // @ts-expect-error misspelt
  { given: [], can: ["projects:rite"] },
  // @ts-expect-error no such role
  { given: [], roles: ["owner"] },
  // @ts-expect-error no such outcome
  { given: [], route: { "/a": "allowed" } },
]);

createTokenMint({ algorithm: "ES256" }).then((mint) => mint.accessToken({ groups: ["a"] }));
// @ts-expect-error no symmetric algorithm exists
createTokenMint({ algorithm: "HS256" });

const guard = createApiGuard({ issuer: "https://id.example", audience: "api", roleMap });
guard.node("projects:write");
guard.hono({ any: ["projects:read", "project:1:read"], roles: ["editor"], requireScope: ["a"], stepUp: { maxAge: 60 } });
guard.web(
  (request) => `project:${request.url.length}:read`,
  async (_, access) => {
    access.demand("projects:read");
    // @ts-expect-error misspelt
    access.demand("projects:reed");
    return new Response(access.sub + access.scopes.join() + access.mapDigest);
  },
);
// @ts-expect-error misspelt
guard.node("projects:rite");
// @ts-expect-error no such role
guard.hono({ roles: ["owner"] });
const replay: ReplayStore = { firstUse: (key, until) => key.length > 0 && until > 0 };
createApiGuard({
  issuer: "https://id.example",
  audience: "api",
  roleMap,
  dpop: { required: true, replay, publicOrigin: "https://a.example" },
});
createApiGuard({ issuer: "https://id.example", audience: "api", roleMap, dpop: "off" });
// @ts-expect-error whether plain tokens are taken must be said
createApiGuard({ issuer: "https://id.example", audience: "api", roleMap, dpop: {} });
// @ts-expect-error a store has one method
createApiGuard({ issuer: "https://id.example", audience: "api", roleMap, dpop: { required: true, replay: new Map() } });

gateBeforeLoad(asGate);
gateCallback(gate);
