import { createGate as makeGate } from "./gate.js";
import { provide } from "./load.js";
import { loadPolicy as readPolicy } from "./policy.js";
import type { Gate, GateConfig, Policy, RoleMap } from "./types.js";

export { decodeToken } from "./decode.js";
export { type Finding, GateError, type GateErrorCode, type ProviderError } from "./errors.js";
export type * from "./types.js";

/** Where `claimgate/claimgate.wasm` is: an address of the app's own, its bytes, or what was compiled of them. */
export type WasmSource = URL | BufferSource | WebAssembly.Module;

/**
 * As in `claimgate`, without the inlined module: a page loads fewer bytes and compiles them while they come. The Content-Security-Policy needs
 * `connect-src` for the file's origin and `script-src 'wasm-unsafe-eval'`.
 *
 * ```ts
 * import wasm from "claimgate/claimgate.wasm?url";
 * export const gate = createGate({ issuer, clientId, roleMap, wasm: new URL(wasm, location.href) });
 * ```
 */
export function createGate<const M extends RoleMap>(config: GateConfig<M> & { wasm: WasmSource }): Gate<M> {
  const { wasm, ...settings } = config;
  if (wasm !== undefined) from(wasm);
  return makeGate(settings as unknown as GateConfig<M>);
}

/**
 * As in `claimgate`; `wasm` may be left out once a gate was made.
 * @throws {GateError} `map_invalid` with `findings`; `wasm_unavailable`
 */
export function loadPolicy<const M extends RoleMap>(map: M | string, options: { wasm?: WasmSource } = {}): Promise<Policy<M>> {
  if (options.wasm !== undefined) from(options.wasm);
  return readPolicy(map);
}

function from(wasm: WasmSource): void {
  if (wasm instanceof WebAssembly.Module) provide({ compile: async () => wasm, now: () => wasm });
  else if (wasm instanceof URL) provide({ compile: () => compileFile(wasm) });
  else provide({ compile: () => WebAssembly.compile(wasm), now: () => new WebAssembly.Module(wasm) });
}

// Compiled while it comes; a server that calls the file something else than WebAssembly only costs that.
async function compileFile(address: URL): Promise<WebAssembly.Module> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for claimgate.wasm`);
  const isWasm = /^application\/wasm$/i.test(response.headers.get("content-type") ?? "");
  return isWasm ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
