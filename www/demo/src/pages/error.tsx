import { GateError } from "claimgate";
import { useGate } from "claimgate/react";
import { useRouteError } from "react-router";
import { Heading } from "../parts/heading";
import { ErrorText } from "../parts/session-notice";

/** What a page or the way back from the provider failed with. */
export function ErrorPage() {
  const thrown = useRouteError();
  const { snapshot } = useGate();
  return (
    <main id="content">
      <ErrorBody error={thrown instanceof GateError ? thrown : snapshot.error} />
    </main>
  );
}

export function ErrorBody({ error }: { error: GateError | null }) {
  return (
    <div className="narrow">
      <Heading title="Something went wrong" />
      <div className="notice" role="alert">
        {error ? <ErrorText error={error} /> : <p>This page failed to open. The fault is ours, not yours.</p>}
      </div>
      <p className="actions">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Reload
        </button>
        <a className="button" href="/">
          Start over
        </a>
      </p>
    </div>
  );
}
