import type { Finding } from "../errors.js";
import { near } from "./near.js";

/** What a person can mend: usage, or input that cannot be read. Exit code 2, words instead of a stack. */
export class Fault extends Error {
  readonly hint: string | undefined;
  /** Of a refused role map. */
  readonly refused: { file: string; text: string; findings: Finding[] } | undefined;

  constructor(message: string, { hint, refused }: { hint?: string | undefined; refused?: Fault["refused"] } = {}) {
    super(message);
    this.hint = hint;
    this.refused = refused;
  }
}

/** An argument in backticks, unless it may be a token: errors end in logs. */
export function shown(argument: string): string {
  return isShowable(argument) ? `\`${argument}\`` : "`…` (not repeated here, since it may be a token)";
}

/** The way out where a name is close to a known one. */
export function didYouMean(given: string, known: readonly string[]): string | undefined {
  const found = isShowable(given) ? near(given, known) : [];
  return found.length === 0 ? undefined : `did you mean ${found.map((name) => `\`${name}\``).join(" or ")}?`;
}

// A JWT, an encrypted one, an opaque token: long runs without a separator that names and paths would have.
function isShowable(argument: string): boolean {
  return argument.length <= 160 && !/eyJ|[\w-]{20,}\.[\w-]{20,}|[A-Za-z0-9_+=-]{40,}/.test(argument) && !/\p{Cc}/u.test(argument);
}
