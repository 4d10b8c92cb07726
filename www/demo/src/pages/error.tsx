import { GateError } from "claimgate";
import { useGate } from "claimgate/react";
import { isRouteErrorResponse, useLocation, useRouteError } from "react-router";
import { Heading } from "../parts/heading";
import { Leaf } from "../parts/icons";
import { ErrorText } from "../parts/session-notice";
import { forbiddenWords } from "../words";

/** What a page or the way back from the provider failed with. It stands alone: the app around it may be what failed. */
export function ErrorPage() {
  const thrown = useRouteError();
  const { snapshot } = useGate();
  const error = thrown instanceof GateError ? thrown : snapshot.error;
  return (
    <>
      <header className="bar">
        <a className="brand" href="/">
          <Leaf />
          Fieldnote
        </a>
      </header>
      <main id="content">
        <ErrorBody error={error} refusal={isRouteErrorResponse(thrown) ? String(thrown.data?.reason ?? "") : undefined} />
      </main>
    </>
  );
}

export function ErrorBody({ error, refusal }: { error: GateError | null; refusal?: string | undefined }) {
  const { pathname } = useLocation();
  // Whoever pressed "Cancel" did nothing wrong, and nothing went wrong.
  const title = error?.code === "authorization_denied" ? "You are not signed in" : "Something went wrong";
  return (
    <div className="narrow">
      <Heading title={title} />
      <div className="notice" role="alert">
        {error ? <ErrorText error={error} /> : <p>{refusal ? forbiddenWords(refusal) : UNEXPECTED}</p>}
      </div>
      <p className="actions">
        <a className="button primary" href="/">
          Start over
        </a>
        {pathname !== "/callback" && (
          <button type="button" className="button" onClick={() => location.reload()}>
            Reload
          </button>
        )}
      </p>
    </div>
  );
}

const UNEXPECTED = "This page failed to open. The fault is ours, not yours.";
