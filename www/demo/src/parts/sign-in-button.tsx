import { GateError } from "claimgate";
import { useGate } from "claimgate/react";
import { useState } from "react";
import { useLeaving } from "./leaving";
import { ErrorText, isSame } from "./session-notice";

/** Leaves for the sign-in service, and says so when it cannot. */
export function SignInButton({ returnTo, children = "Sign in" }: { returnTo?: string; children?: string }) {
  const gate = useGate();
  const [leaving, setLeaving] = useLeaving();
  const [error, setError] = useState<GateError | null>(null);

  const leave = async () => {
    setLeaving(true);
    setError(null);
    try {
      await gate.signIn(returnTo === undefined ? {} : { returnTo });
    } catch (cause) {
      if (cause instanceof GateError) setError(cause);
      setLeaving(false);
    }
  };

  return (
    <>
      {error && !isSame(error, gate.snapshot.error) && (
        <div className="notice" role="alert">
          <ErrorText error={error} />
        </div>
      )}
      <p className="actions">
        <button type="button" className="button primary" disabled={leaving} onClick={leave}>
          {children}
        </button>
        <span role="status">{leaving && "Taking you to the sign-in page…"}</span>
      </p>
    </>
  );
}
