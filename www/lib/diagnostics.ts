import type { CoreDiagnostics, Diagnostics, Fault } from "./diagnostics-types.js";
import type { GateError } from "./errors.js";
import { type Core, formOf, type Wasm } from "./load.js";
import type { Snapshot } from "./types.js";
import { VERSION } from "./version.js";

export type { Diagnostics, Fault } from "./diagnostics-types.js";

export function diagnose(snapshot: Snapshot, lastError: Fault | null, wasm: Wasm | undefined, core: Core | undefined): Diagnostics {
  const has = (name: string, holder: object | undefined = globalThis) => holder !== undefined && name in holder;
  const { status, groups, mapDigest } = snapshot;
  return {
    versions: { package: VERSION, wasm: wasm?.version() ?? null, runsAs: wasm === undefined ? null : formOf(wasm) },
    status,
    lastError,
    groups: { count: groups.values.length, state: groups.state },
    mapDigest,
    abilities: {
      webAssembly: has("WebAssembly"),
      webCrypto: has("subtle", globalThis.crypto),
      indexedDB: has("indexedDB"),
      locks: has("locks", globalThis.navigator),
      broadcastChannel: has("BroadcastChannel"),
    },
    now: Math.floor(Date.now() / 1000),
    core: core === undefined ? null : (core.diagnostics() as CoreDiagnostics),
  };
}

/** Without the message: one may quote a setting or an address. */
export function faultOf({ code, claim = null }: Pick<GateError, "code"> & { claim?: string | null | undefined }): Fault {
  return { at: Math.floor(Date.now() / 1000), code, claim };
}
