import { GateError } from "../errors.js";
import { loadPolicy } from "../policy.js";
import type { Policy, RoleMap } from "../types.js";
import { Fault, shown } from "./fault.js";
import { readText } from "./files.js";
import type { Io } from "./terminal.js";

export interface MapFile {
  readonly file: string;
  readonly text: string;
  readonly map: RoleMap;
  readonly policy: Policy;
}

/** @throws {Fault} with the findings of a map that is refused */
export async function loadMap(name: string, io: Io): Promise<MapFile> {
  const text = await readText(name, io);
  const file = name === "-" ? "standard input" : name;
  try {
    return { file, text, policy: await loadPolicy(text), map: JSON.parse(text) as RoleMap };
  } catch (error) {
    if (!(error instanceof GateError) || !error.findings) throw error;
    throw new Fault(`the role map ${name === "-" ? "of standard input" : shown(name)} is refused`, {
      hint: "correct the findings above",
      refused: { file, text, findings: error.findings },
    });
  }
}

/** The names under a key of the map, in its order. */
export function namesOf(part: object | undefined): string[] {
  return Object.keys(part ?? {});
}

/** The patterns of `routes.rules`, each once, in the map's order. */
export function patternsOf({ routes }: RoleMap): string[] {
  const { rules = [] } = (routes ?? {}) as { rules?: { path: string }[] };
  return [...new Set(rules.map((rule) => rule.path))];
}
