import { SignedIn, SignedOut, useGate, useUser } from "claimgate/react";
import { Link } from "react-router";
import { lastAsked } from "../asked";
import { Heading } from "../parts/heading";
import { Lock } from "../parts/icons";
import { forbiddenWords } from "../words";

/** Somebody is signed in and still may not: signing in again would change nothing, and the page says so. */
export function Forbidden(refused: { path?: string; reason?: string }) {
  const gate = useGate();
  const user = useUser();
  const asked = refused.path ?? lastAsked();
  const reason = refused.reason ?? (asked ? gate.route(asked).reason : "no_grant");
  const groups = gate.snapshot.groups.values;
  return (
    <div className="narrow">
      <p className="badge badge-closed">
        <Lock /> Closed to you
      </p>
      <Heading title="Not allowed">
        <SignedIn>
          <p className="lead">{forbiddenWords(reason)}</p>
        </SignedIn>
        <SignedOut>
          <p className="lead">
            {reason === "bad_path" ? forbiddenWords(reason) : "You are not signed in, so it is not known yet what you may open."}
          </p>
        </SignedOut>
      </Heading>
      {asked && (
        <p>
          You asked for <code>{asked}</code>
        </p>
      )}
      <SignedIn>
        <p>
          You are <strong>{user?.name ?? user?.sub}</strong>, {groups.length > 0 ? `in ${groups.join(", ")}` : "in no group"}.{" "}
          {reason === "explicit_deny"
            ? "An administrator can lift the suspension. Sign out and in again after that."
            : "If you need this page for your work, ask an administrator to put you in the right group, then sign out and in again."}
        </p>
        <p className="actions">
          <Link className="button primary" to={gate.landing()}>
            Back to what you can open
          </Link>
          <Link className="button" to="/profile">
            See what you may do
          </Link>
        </p>
      </SignedIn>
      <SignedOut>
        <p className="actions">
          <Link className="button primary" to="/">
            Go to the start
          </Link>
        </p>
      </SignedOut>
    </div>
  );
}
