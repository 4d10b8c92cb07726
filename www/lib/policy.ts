import { policyOf } from "./access.js";
import { jsonOf, load, type PolicyHandle, type Wasm } from "./load.js";
import { refusal } from "./refusal.js";
import type { Policy, RoleMap } from "./types.js";

/**
 * Reads a role map: an object, or text (then duplicate keys are found and findings have lines).
 *
 * ```ts
 * const policy = await loadPolicy(roleMap);
 * policy.access({ id: claims }).can("projects:write");
 * ```
 * @throws {GateError} `map_invalid` with `findings`; `wasm_unavailable`
 */
export async function loadPolicy<const M extends RoleMap>(map: M | string): Promise<Policy<M>> {
  const wasm = await load();
  const isText = typeof map === "string";
  const source = isText ? map : jsonOf(map, "the role map");
  return policyOf(wasm, await policyHandle(wasm, source, isText), source, isText);
}

async function policyHandle(wasm: Wasm, source: string, isText: boolean): Promise<PolicyHandle> {
  try {
    return new wasm.PolicyHandle(source, isText);
  } catch (cause) {
    throw await refusal(cause, () => source, isText);
  }
}
