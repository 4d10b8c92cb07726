"use client";

import type { ReactNode } from "react";
import type { GateError } from "../errors.js";

/** What to show for an error; `retry` starts a sign-in. */
export type RenderError = ReactNode | ((error: GateError, retry: () => void) => ReactNode);

export function Problem({ error, retry, render }: { error: GateError; retry: () => void; render: RenderError }) {
  if (typeof render === "function") return <>{render(error, retry)}</>;
  if (render !== undefined) return <>{render}</>;
  return (
    <div role="alert">
      <p>{error.message}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
