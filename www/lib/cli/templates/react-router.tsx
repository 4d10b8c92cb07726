import { Can, GateProvider, SignedIn, SignedOut, useGate, useUser } from "claimgate/react";
import { gateCallback, gateMiddleware } from "claimgate/react-router";
import { createBrowserRouter, Link, Outlet, RouterProvider, useRouteError } from "react-router";
import { gate } from "./gate";

// The role map guards every route below "/": what may be opened is written there, under `routes`.
const router = createBrowserRouter([
  {
    path: "/callback",
    loader: gateCallback(gate),
    element: null,
    errorElement: <Problem />,
    hydrateFallbackElement: <p>Signing you in…</p>,
  },
  {
    path: "/",
    middleware: [gateMiddleware(gate)],
    element: <Shell />,
    errorElement: <Problem />,
    hydrateFallbackElement: <p>One moment…</p>,
    children: [
      { index: true, element: <Home /> },
      { path: "projects", element: <Projects /> },
      { path: "admin", element: <h1>Administration</h1> },
      { path: "forbidden", element: <h1>You may not open that page</h1> },
    ],
  },
]);

// A page that is open when somebody signs out, here or in another tab, is asked about again.
gate.on("signed-out", () => void router.revalidate());

/** Render this in main.tsx. */
export function GatedApp() {
  return (
    <GateProvider gate={gate} navigate={(to, { replace }) => void router.navigate(to, { replace })}>
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

function Problem() {
  const error = useRouteError();
  return <p role="alert">{error instanceof Error ? error.message : "Something went wrong."}</p>;
}
