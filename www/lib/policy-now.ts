import { policyOf } from "./access.js";
import type { Finding } from "./errors.js";
import { inlined } from "./inlined.js";
import { jsonOf, loadNow, thrown } from "./load.js";
import { isRefusedMap, withFindings } from "./refusal.js";
import type { Policy, RoleMap } from "./types.js";
import { initSync, lint } from "./wasm/tools.js";
import { bytes } from "./wasm/tools-inline.js";

/**
 * `loadPolicy` at once, for servers and tests: they carry what says why a map is refused, which a page fetches when it needs it.
 * @throws {GateError} `map_invalid` with `findings`; `wasm_unavailable`
 */
export function loadPolicyNow<const M extends RoleMap>(map: M | string): Policy<M> {
  const isText = typeof map === "string";
  const source = isText ? map : jsonOf(map, "the role map");
  inlined();
  const wasm = loadNow();
  try {
    return policyOf(wasm, new wasm.PolicyHandle(source, isText), source, isText);
  } catch (cause) {
    const error = thrown(cause);
    if (!isRefusedMap(error)) throw error;
    initSync({ module: new WebAssembly.Module(bytes()) });
    throw withFindings(error, JSON.parse(lint(source, isText)) as Finding[]);
  }
}
