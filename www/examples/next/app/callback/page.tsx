"use client";

import { Callback } from "claimgate/react";

export default function SignedInAgain() {
  return <Callback pending={<p>Signing you in…</p>} />;
}
