import { createRootRoute, createRoute, createRouter, type ErrorComponentProps, Link, Outlet, RouterProvider } from "@tanstack/react-router";
import { Can, GateProvider, SignedIn, SignedOut, useGate, useUser } from "claimgate/react";
import { gateBeforeLoad, gateCallback } from "claimgate/tanstack-router";
import { gate } from "./gate";

// The role map guards every route below `guarded`: what may be opened is written there, under `routes`.
const root = createRootRoute({ component: Outlet, errorComponent: Problem });
const callback = createRoute({ getParentRoute: () => root, path: "/callback", beforeLoad: gateCallback(gate) });
const guarded = createRoute({ getParentRoute: () => root, id: "guarded", beforeLoad: gateBeforeLoad(gate), component: Shell });
const home = createRoute({ getParentRoute: () => guarded, path: "/", component: Home });
const projects = createRoute({ getParentRoute: () => guarded, path: "/projects", component: Projects });
const admin = createRoute({ getParentRoute: () => guarded, path: "/admin", component: () => <h1>Administration</h1> });
const forbidden = createRoute({ getParentRoute: () => guarded, path: "/forbidden", component: () => <h1>You may not open that page</h1> });

const routeTree = root.addChildren([callback, guarded.addChildren([home, projects, admin, forbidden])]);
const router = createRouter({ routeTree });
declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

// A page that is open when somebody signs out, here or in another tab, is asked about again.
gate.on("signed-out", () => void router.invalidate());

/** Render this in main.tsx. */
export function GatedApp() {
  return (
    <GateProvider gate={gate} navigate={(href, { replace }) => void router.navigate({ href, replace })}>
      <RouterProvider router={router} />
    </GateProvider>
  );
}

function Shell() {
  const { signIn, signOut } = useGate();
  return (
    <>
      <nav style={{ display: "flex", gap: "1rem", padding: "1rem", justifyContent: "center" }}>
        <Link to="/">Home</Link>
        <Link to="/projects">Projects</Link>
        <Can permission="admin:users:manage">
          <Link to="/admin">Administration</Link>
        </Can>
        <SignedIn>
          <button type="button" onClick={() => void signOut()}>
            Sign out
          </button>
        </SignedIn>
        <SignedOut>
          <button type="button" onClick={() => void signIn({ returnTo: "/projects" })}>
            Sign in
          </button>
        </SignedOut>
      </nav>
      <main style={{ padding: "1rem", textAlign: "center" }}>
        <Outlet />
      </main>
    </>
  );
}

function Home() {
  const user = useUser();
  return <h1>{user ? `Welcome, ${user.name ?? user.sub}` : "Welcome"}</h1>;
}

function Projects() {
  return (
    <>
      <h1>Projects</h1>
      <Can permission="projects:write" fallback={<p>You may look.</p>}>
        <button type="button">New project</button>
      </Can>
    </>
  );
}

function Problem({ error }: ErrorComponentProps) {
  return <p role="alert">{error instanceof Error ? error.message : "Something went wrong."}</p>;
}
