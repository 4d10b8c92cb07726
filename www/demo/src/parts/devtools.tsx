import { lazy, Suspense } from "react";

// The condition stands here, not where it is rendered: a bundler keeps what a module does by itself.
const Panel = import.meta.env.DEV ? lazy(() => import("claimgate/devtools")) : () => null;

/** A chunk of its own, asked for in development only. */
export function Devtools() {
  return (
    <Suspense>
      <Panel />
    </Suspense>
  );
}
