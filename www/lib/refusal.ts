import { type Finding, GateError } from "./errors.js";
import { lint, thrown } from "./load.js";

/**
 * What Rust threw, with the findings if it was a refused role map: what every page loads knows only that a map is refused, and the tools
 * build, which is fetched now, says why. @param source gives the map as Rust got it
 */
export async function refusal(cause: unknown, source: () => string, isText: boolean): Promise<unknown> {
  const error = thrown(cause);
  if (!isRefusedMap(error)) return error;
  try {
    return withFindings(error, await lint(source(), isText));
  } catch (cause) {
    return new GateError({ code: error.code, message: `${error.message} (they could not be loaded: lint the map)`, findings: [], cause });
  }
}

export function isRefusedMap(error: unknown): error is GateError {
  return error instanceof GateError && error.code === "map_invalid";
}

export function withFindings({ code, message }: GateError, findings: Finding[]): GateError {
  return new GateError({ code, message, findings });
}
