import type { GateError } from "claimgate";
import { useGate } from "claimgate/react";
import { useState } from "react";
import { errorWords } from "../words";

/** What the last sign-in or renewal failed with: text only, never the provider's markup. */
export function SessionNotice() {
  const { snapshot } = useGate();
  const [closed, setClosed] = useState<GateError | null>(null);
  if (!snapshot.error || isSame(snapshot.error, closed)) return null;
  return (
    <div className="notice" role="alert">
      <ErrorText error={snapshot.error} />
      <p className="actions">
        <button type="button" className="button" onClick={() => setClosed(snapshot.error)}>
          Close this message
        </button>
      </p>
    </div>
  );
}

/** Two objects may tell of one fault: what a call threw and what the snapshot holds. */
export function isSame(one: GateError, other: GateError | null): boolean {
  return one.code === other?.code && one.message === other.message;
}

export function ErrorText({ error }: { error: GateError }) {
  return (
    <>
      <p>
        <strong>{errorWords(error)}</strong>
      </p>
      <p>
        <code>{error.code}</code>: {error.message}
      </p>
      {error.provider && (
        <p>
          The provider said: <code>{error.provider.error}</code>
          {error.provider.description && `, “${error.provider.description}”`}
        </p>
      )}
    </>
  );
}
