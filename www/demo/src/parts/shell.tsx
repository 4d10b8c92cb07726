import { Can, SignedIn, SignedOut, useGate, useUser } from "claimgate/react";
import { GateGuard } from "claimgate/react-router";
import { Link, NavLink, useLocation } from "react-router";
import { ErrorBody } from "../pages/error";
import { Forbidden } from "../pages/forbidden";
import { Leaf } from "./icons";
import { useLeaving } from "./leaving";
import { SessionNotice } from "./session-notice";
import { Waiting } from "./waiting";

export function Shell() {
  const [leaving, setLeaving] = useLeaving();
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <TopBar leaving={leaving} setLeaving={setLeaving} />
      <main id="content" tabIndex={-1}>
        {leaving ? <Waiting>Signing you out…</Waiting> : <Page />}
      </main>
      <footer className="foot">
        <p>Fieldnote, made for Alder &amp; Finch Landscapes. What this page hides, the service refuses too.</p>
      </footer>
    </>
  );
}

// The middleware decides before a page opens; the guard closes a page that stands open when the session changes.
function Page() {
  const { snapshot } = useGate();
  const { pathname } = useLocation();
  if (snapshot.status === "error" && snapshot.error) return <ErrorBody error={snapshot.error} />;
  return (
    <>
      <SessionNotice />
      <GateGuard
        pending={<Waiting>Checking who you are…</Waiting>}
        forbidden={({ reason }) => <Forbidden path={pathname} reason={reason} />}
        error={(error) => <ErrorBody error={error} />}
      />
    </>
  );
}

function TopBar({ leaving, setLeaving }: { leaving: boolean; setLeaving: (leaving: boolean) => void }) {
  const { pathname } = useLocation();
  const hasOwnButton = pathname === "/" || pathname === "/login";
  return (
    <header className="bar">
      <Link className="brand" to="/">
        <Leaf />
        Fieldnote
      </Link>
      <nav aria-label="Main">
        <Can permission="projects:read">
          <NavLink to="/projects">Projects</NavLink>
        </Can>
        <Can permission="billing:read">
          <NavLink to="/billing">Billing</NavLink>
        </Can>
        <Can permission="admin:users:manage">
          <NavLink to="/admin">Administration</NavLink>
        </Can>
        <SignedIn>
          <NavLink to="/profile">Your profile</NavLink>
        </SignedIn>
      </nav>
      <SignedIn>
        <Account leaving={leaving} setLeaving={setLeaving} />
      </SignedIn>
      {!hasOwnButton && (
        <SignedOut>
          <Link className="button" to="/login">
            Sign in
          </Link>
        </SignedOut>
      )}
    </header>
  );
}

function Account({ leaving, setLeaving }: { leaving: boolean; setLeaving: (leaving: boolean) => void }) {
  const gate = useGate();
  const user = useUser();
  const signOut = () => {
    const stay = () => setLeaving(false);
    setLeaving(true);
    gate.signOut().then(stay, stay);
  };
  return (
    <div className="account">
      <span className="who">{user?.name ?? user?.sub}</span>
      <button type="button" className="button" disabled={leaving} onClick={signOut}>
        Sign out
      </button>
    </div>
  );
}
