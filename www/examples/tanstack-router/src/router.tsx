import { createRootRoute, createRoute, createRouter, type ErrorComponentProps, Link, Outlet } from "@tanstack/react-router";
import { Can, useUser } from "claimgate/react";
import { gateBeforeLoad, gateCallback } from "claimgate/tanstack-router";
import { gate } from "./gate";

function Shell() {
  const user = useUser();
  return (
    <>
      <nav>
        <Link to="/">Home</Link> <Link to="/projects">Projects</Link> <Link to="/admin">Administration</Link>{" "}
        {user && (
          <button type="button" onClick={() => void gate.signOut()}>
            Sign out {user.name}
          </button>
        )}
      </nav>
      <Outlet />
    </>
  );
}

/** A `GateError`, or a `RouteRefusal` where the map names no page for it. */
function Problem({ error }: ErrorComponentProps) {
  return <p role="alert">{error instanceof Error ? error.message : "This page could not be opened."}</p>;
}

const root = createRootRoute({ component: Shell });
const guarded = createRoute({
  getParentRoute: () => root,
  id: "guarded",
  beforeLoad: gateBeforeLoad(gate),
  errorComponent: Problem,
});
const callback = createRoute({
  getParentRoute: () => root,
  path: "/callback",
  beforeLoad: gateCallback(gate),
  errorComponent: Problem,
});
const home = createRoute({ getParentRoute: () => guarded, path: "/", component: () => <h1>Welcome</h1> });
const projects = createRoute({
  getParentRoute: () => guarded,
  path: "/projects",
  component: () => (
    <>
      <h1>Projects</h1>
      <Can permission="projects:write" fallback="You may look.">
        <button type="button">New project</button>
      </Can>
    </>
  ),
});
const admin = createRoute({ getParentRoute: () => guarded, path: "/admin", component: () => <h1>Administration</h1> });
const forbidden = createRoute({ getParentRoute: () => guarded, path: "/forbidden", component: () => <h1>Not for you</h1> });

export const router = createRouter({
  routeTree: root.addChildren([guarded.addChildren([home, projects, admin, forbidden]), callback]),
  // A preload never signs anybody in.
  defaultPreload: "intent",
});

// An open page is asked again when its person has left.
gate.on("signed-out", () => void router.invalidate());

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
