import { useGate } from "claimgate/react";
import { Waiting } from "../parts/waiting";
import { ErrorBody } from "./error";

/** Seen only if the way back from the provider ends here instead of in the app. */
export function Callback() {
  const { snapshot } = useGate();
  return <main id="content">{snapshot.error ? <ErrorBody error={snapshot.error} /> : <Waiting>Signing you in…</Waiting>}</main>;
}
