import type { Given } from "./arguments.js";
import type { Io } from "./terminal.js";

export interface Option {
  /** What stands for its value in the help; a switch has none. */
  readonly value?: string;
  readonly repeats?: boolean;
  readonly says: string;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** As it is typed, without `claimgate NAME`. */
  readonly usage: string;
  /** What else there is to know. */
  readonly about?: string;
  readonly positionals: { least: number; most: number };
  readonly options: Readonly<Record<string, Option>>;
  /** What is typed, and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  /** 0 fine, 1 findings or denied. @throws {Fault} for 2 */
  run(given: Given, io: Io): Promise<number>;
}

export const JSON_OPTION: Readonly<Record<"json", Option>> = { json: { says: "JSON for programs instead of text for people" } };
