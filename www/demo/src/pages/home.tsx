import { useGate } from "claimgate/react";
import { Navigate } from "react-router";
import { GardenPlan } from "../parts/garden-plan";
import { Heading } from "../parts/heading";
import { SignInButton } from "../parts/sign-in-button";

const POINTS = [
  ["One page per garden", "Levels, planting, permits and the next three steps, where the whole studio finds them."],
  ["The right people in", "Project leads write, site crews read, clients see their own garden and nothing else."],
  ["Bills without a hunt", "Your plan and every invoice in one list, open to those who keep the books."],
] as const;

/** Public. Whoever is signed in has no use for a brochure and goes to work. */
export function Home() {
  const gate = useGate();
  if (gate.snapshot.status === "signed-in") {
    const start = gate.landing();
    if (start !== "/") return <Navigate to={start} replace />;
  }
  return (
    <div className="home">
      <GardenPlan />
      <Heading title="Every garden has its paperwork">
        <p className="lead">
          Fieldnote keeps the projects, people and bills of a landscape studio in one quiet place, from the first site visit to the last
          snag.
        </p>
      </Heading>
      <SignInButton />
      <ul className="points">
        {POINTS.map(([title, text]) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
