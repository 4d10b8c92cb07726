import type { GateError, GateErrorFields } from "./errors.js";
import type { GateEvent, SignInOptions, Snapshot } from "./types.js";

// What crosses to Rust and back: the twins of `src/operation.rs` and `src/edge/types.rs`.

export type StepUp = Pick<SignInOptions, "acrValues" | "maxAge">;
export type Operation = "answered" | "start" | "signIn" | "signOut" | "refresh" | "accessToken" | "headers" | "wake" | "stay" | "hear";
/** What every operation in Rust comes back with. */
export interface Turn {
  /** The page is on its way elsewhere: nothing more will happen in it. */
  leaving: boolean;
  value: unknown;
  error: GateErrorFields | null;
}
export type WireSnapshot = Omit<Snapshot, "error"> & { error: GateErrorFields | null };
export type WireEvent = Exclude<GateEvent, { error: GateError }> | { type: "error" | "warning"; error: GateErrorFields };
