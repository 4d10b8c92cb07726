import { lazy, Suspense } from "react";

const Panel = lazy(async () => ({ default: (await import("claimgate/devtools")).GateDevtools }));

/** A chunk of its own, asked for in development only. */
export function Devtools() {
  return (
    <Suspense>
      <Panel />
    </Suspense>
  );
}
