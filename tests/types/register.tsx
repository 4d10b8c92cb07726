import type { Gate, RegisteredPermission, Snapshot } from "claimgate";
import { Can, GateProvider, RouteGuard, useCan, useDecision, useGate, useUser } from "claimgate/react";
import { gateCallback, gateMiddleware } from "claimgate/react-router";
import roleMap from "./role-map.json" with { type: "json" };

declare const gate: Gate<typeof roleMap>;
declare const stranger: Gate<{ version: 1; permissions: { other: "" } }>;
declare module "claimgate" {
  interface Register {
    gate: typeof gate;
  }
}

gateMiddleware(gate);
gateCallback(gate);

export function Page({ id }: { id: string }) {
  useCan("projects:read");
  useCan(`project:${id}:read`);
  useDecision("project:42:read").reason.length;
  // @ts-expect-error misspelt
  useCan("projects:reed");
  // @ts-expect-error misspelt
  useDecision(`project:${id}:write`);
  const { snapshot, check } = useGate();
  // @ts-expect-error misspelt
  check("projects:reed");
  // @ts-expect-error no such role
  snapshot.roles.includes("owner");
  snapshot.roles.includes("editor");
  const shown: Snapshot<typeof roleMap> = snapshot;
  const name: string | undefined = useUser()?.name;
  // @ts-expect-error nobody may be signed in
  useUser().sub;
  const any: RegisteredPermission[] = ["projects:read", `project:${id}:read`];
  return (
    <GateProvider gate={gate} navigate={(to, { replace }) => void [to.length, replace, shown, name]}>
      <RouteGuard path="/x" pending={null} forbidden={({ reason }) => reason} error={(error, retry) => [error.code, retry].length}>
        <Can permission="projects:write" fallback={null} />
        <Can any={any}>shown</Can>
        <Can all={["projects:read", "projects:write"]} />
        <Can permission="projects:write" disable>
          {({ disabled, reason }) => <button type="button" disabled={disabled} title={reason} />}
        </Can>
        {/* @ts-expect-error misspelt */}
        <Can permission="projects:rite" />
        {/* @ts-expect-error misspelt */}
        <Can any={["projects:read", "projects:rite"]} />
        {/* @ts-expect-error one question at a time */}
        <Can permission="projects:read" any={["projects:write"]} />
        {/* @ts-expect-error nothing is asked */}
        <Can>shown</Can>
        {/* @ts-expect-error with `disable` the children are told whether to */}
        <Can permission="projects:write" disable>
          shown
        </Can>
      </RouteGuard>
    </GateProvider>
  );
}

export function Wrong() {
  // @ts-expect-error another gate than the registered one
  return <GateProvider gate={stranger} />;
}
