import type { ReactNode } from "react";
import { useLocation } from "react-router";
import type { Fault, FaultKind, Loading } from "../api";
import { SignInButton } from "./sign-in-button";
import { Waiting } from "./waiting";

/** The states of one call to the API: waiting, refused, out of reach, or here. */
export function Loaded<T>({ from, what, children }: { from: Loading<T>; what: string; children: (data: T) => ReactNode }) {
  if (from.busy) return <Waiting>Loading {what}…</Waiting>;
  if (from.fault) return <FaultNotice fault={from.fault} retry={from.reload} />;
  return <>{children(from.data as T)}</>;
}

const TITLES: Record<FaultKind, string> = {
  "signed-out": "Your session was not accepted",
  forbidden: "The service refused this",
  missing: "This does not exist",
  invalid: "Some fields need another look",
  offline: "You seem to be offline",
  failed: "That did not work",
};

const RETRIABLE: ReadonlySet<FaultKind> = new Set(["forbidden", "offline", "failed"]);

export function FaultNotice({ fault, retry }: { fault: Fault; retry?: () => void }) {
  const { pathname } = useLocation();
  return (
    <div className={`notice notice-${fault.kind}`} role="alert">
      <h2>{TITLES[fault.kind]}</h2>
      <p>{advice(fault)}</p>
      {fault.kind === "signed-out" && <SignInButton returnTo={pathname}>Sign in again</SignInButton>}
      {retry && RETRIABLE.has(fault.kind) && (
        <p className="actions">
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

function advice({ kind, message }: Fault): string {
  if (kind === "offline") return `${message} We will try again when the connection is back.`;
  if (kind === "forbidden") return `The service checks every request by itself, and said: ${message}.`;
  if (kind === "invalid") return "Each of them says what it needs.";
  if (kind === "missing") return "It may have been deleted in the meantime.";
  if (kind === "signed-out") return "It may have ended in the meantime. Sign in again, and you will come back to this page.";
  return message;
}
