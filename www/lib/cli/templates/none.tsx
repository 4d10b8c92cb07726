import { Callback, Can, GateProvider, RouteGuard, SignedIn, SignedOut, useGate, useUser } from "claimgate/react";
import { type MouseEvent, useSyncExternalStore } from "react";
import { gate } from "./gate";

/** Render this in main.tsx. */
export function GatedApp() {
  return (
    <GateProvider gate={gate}>
      <Pages />
    </GateProvider>
  );
}

// The role map guards every page but the callback: what may be opened is written there, under `routes`.
function Pages() {
  const path = useSyncExternalStore(onNavigation, () => location.pathname + location.search + location.hash);
  const { pathname } = new URL(path, location.origin);
  if (pathname === "/callback") return <Callback pending={<p>Signing you in…</p>} />;
  return (
    <>
      <Menu />
      <main style={{ padding: "1rem", textAlign: "center" }}>
        <RouteGuard path={path} pending={<p>One moment…</p>}>
          <Page path={pathname} />
        </RouteGuard>
      </main>
    </>
  );
}

function Page({ path }: { path: string }) {
  if (path === "/") return <Home />;
  if (path === "/projects") return <Projects />;
  if (path === "/admin") return <h1>Administration</h1>;
  if (path === "/forbidden") return <h1>You may not open that page</h1>;
  return <h1>There is no such page</h1>;
}

function Menu() {
  const { signIn, signOut } = useGate();
  return (
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

/** Stays in the page: loading it anew would lose a session that is kept in memory. */
function Link({ to, children }: { to: string; children: string }) {
  const go = (event: MouseEvent) => {
    event.preventDefault();
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  return (
    <a href={to} onClick={go}>
      {children}
    </a>
  );
}

function onNavigation(listener: () => void) {
  addEventListener("popstate", listener);
  return () => removeEventListener("popstate", listener);
}
