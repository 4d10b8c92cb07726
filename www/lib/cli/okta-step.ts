import type { Change, Json } from "./okta-api.js";

/** One thing that should be there: `change` is what makes it so, absent where it is. */
export interface Step {
  readonly what: string;
  readonly how: string;
  readonly change?: Change;
  /** What of the change's body is worth reading, where that is not all. */
  readonly shown?: Json;
}

export interface Note {
  /** An error keeps `--apply` from changing anything. */
  readonly level: "error" | "warning";
  readonly message: string;
  readonly help: string;
}

export interface Ask {
  readonly org: string;
  readonly clientId: string;
  /** `org`, or the id of a custom authorization server. */
  readonly server: string;
  readonly claim: string;
  readonly allowMissing: boolean;
}

/** Where http is safe enough. */
export function isThisMachine({ hostname }: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** What one part of an org lacks. */
export interface Part {
  readonly steps: readonly Step[];
  readonly notes: readonly Note[];
}

/** The steps that are still to be made. */
export function changesOf({ steps }: Part): Step[] {
  return steps.filter(({ change }) => change);
}

export function errorsOf({ notes }: Part): Note[] {
  return notes.filter(({ level }) => level === "error");
}
