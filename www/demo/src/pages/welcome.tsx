import { Can, useDecision, useUser } from "claimgate/react";
import { Link } from "react-router";
import { Heading } from "../parts/heading";

export function Welcome() {
  const user = useUser();
  const projects = useDecision("projects:read");
  const suspended = projects.reason === "explicit_deny";
  return (
    <div className="narrow">
      <Heading title={`Welcome, ${user?.name?.split(" ")[0] ?? "there"}`}>
        <p className="lead">{suspended ? "Your account is suspended." : "You are signed in. Here is what is open to you."}</p>
      </Heading>
      {suspended && (
        <p>
          Your work is safe and nothing was deleted, but you cannot open or change anything until an administrator reinstates you. Ask in
          the office, then sign out and in again.
        </p>
      )}
      <ul className="ways">
        <Can permission="projects:read">
          <Way to="/projects" title="The list of projects">
            What the studio is working on, and when it is due.
          </Way>
        </Can>
        <Can permission="billing:read">
          <Way to="/billing" title="Plan and invoices">
            What Fieldnote costs the studio.
          </Way>
        </Can>
        <Way to="/profile" title="Who you are here">
          Your groups, your roles, and what follows from them.
        </Way>
      </ul>
    </div>
  );
}

function Way({ to, title, children }: { to: string; title: string; children: string }) {
  return (
    <li>
      <Link to={to}>{title}</Link>
      <p>{children}</p>
    </li>
  );
}
