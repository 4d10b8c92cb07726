import { useGate } from "claimgate/react";
import { Navigate, useSearchParams } from "react-router";
import { Heading } from "../parts/heading";
import { SignInButton } from "../parts/sign-in-button";

export function SignIn() {
  const gate = useGate();
  const [search] = useSearchParams();
  const returnTo = ownPath(search.get("returnTo"));
  if (gate.snapshot.status === "signed-in") return <Navigate to={returnTo ?? gate.landing()} replace />;
  return (
    <div className="narrow">
      <Heading title="Sign in">
        <p className="lead">
          {returnTo
            ? "That page is for people of the studio. Sign in and you will come straight back to it."
            : "Fieldnote is for people of the studio."}
        </p>
      </Heading>
      {returnTo && (
        <p>
          You were going to <code>{returnTo}</code>
        </p>
      )}
      <SignInButton returnTo={returnTo ?? "/"} />
    </div>
  );
}

/** A path of this app, or nothing: the query string is anybody's to write. */
function ownPath(target: string | null): string | undefined {
  if (!target?.startsWith("/") || target.startsWith("/login")) return undefined;
  const url = URL.canParse(target, location.origin) ? new URL(target, location.origin) : null;
  return url?.origin === location.origin ? url.pathname + url.search + url.hash : undefined;
}
