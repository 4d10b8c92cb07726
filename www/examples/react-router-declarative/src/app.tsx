import { Callback, Can, GateProvider, RouteGuard, SignedIn, SignedOut } from "claimgate/react";
import { GateGuard } from "claimgate/react-router";
import { Link, Outlet, Route, Routes, useNavigate } from "react-router";
import { gate } from "./gate";

const pending = <p>One moment…</p>;

/** Below the router, since the gate goes where its `navigate` goes. */
export function App() {
  const navigate = useNavigate();
  return (
    <GateProvider gate={gate} navigate={(to, options) => void navigate(to, options)}>
      <Routes>
        <Route path="/callback" element={<Callback pending={pending} />} />
        <Route element={<Shell />}>
          <Route element={<GateGuard pending={pending} />}>
            <Route path="/" element={<h1>Welcome</h1>} />
            <Route path="/projects" element={<Projects />} />
          </Route>
          <Route path="/admin" element={<Administration />} />
        </Route>
      </Routes>
    </GateProvider>
  );
}

function Shell() {
  return (
    <>
      <nav>
        <Link to="/">Home</Link> <Link to="/projects">Projects</Link> <Link to="/admin">Administration</Link>{" "}
        <SignedIn>
          <button type="button" onClick={() => void gate.signOut()}>
            Sign out
          </button>
        </SignedIn>
        <SignedOut>
          <button type="button" onClick={() => void gate.signIn()}>
            Sign in
          </button>
        </SignedOut>
      </nav>
      <Outlet />
    </>
  );
}

function Projects() {
  return (
    <>
      <h1>Projects</h1>
      <Can permission="projects:write" disable>
        {({ disabled, reason }) => (
          <button type="button" disabled={disabled} title={reason}>
            New project
          </button>
        )}
      </Can>
    </>
  );
}

/** `RouteGuard` guards one page, with a refusal of its own. */
function Administration() {
  return (
    <RouteGuard path="/admin" pending={pending} forbidden={({ reason }) => <h1>Not for you ({reason})</h1>}>
      <h1>Administration</h1>
    </RouteGuard>
  );
}
