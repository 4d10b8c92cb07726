import { type Finding, GateError, type GateErrorFields } from "./errors.js";
import type { GateEvent, SignInOptions, Snapshot } from "./types.js";
import * as glue from "./wasm/claimgate.js";

export type { AccessHandle, Core, PolicyHandle } from "./wasm/claimgate.js";

/** The generated module once it is alive. */
export type Wasm = Pick<typeof glue, keyof typeof import("./wasm/fallback.js") & keyof typeof glue>;

/** Where the module comes from: text in the package (`inlined.ts`), or a file that the app names (`claimgate/slim`). */
export interface Source {
  compile(): Promise<WebAssembly.Module>;
  /** For callers that cannot wait. */
  now?(): WebAssembly.Module;
}

let source: Source | undefined;
let loading: Promise<Wasm> | undefined;
let alive: Wasm | undefined;

/** The first that is named is used: a page has one module, whoever asks. */
export function provide(given: Source): void {
  source ??= given;
}

/**
 * Compiles off the main thread where the browser can; once, and tried again after a failure. Where WebAssembly may not run at all, the same
 * module as JavaScript is fetched, which is slower and larger. @throws {GateError} `wasm_unavailable`
 */
export function load(): Promise<Wasm> {
  // Not remembered: another gate may know the module's place.
  if (alive === undefined && source === undefined && mayRun()) return Promise.reject(unplaced());
  loading ??= bring().catch((cause: unknown) => {
    loading = undefined;
    throw cause instanceof GateError ? cause : GateError.wasmUnavailable(cause);
  });
  return loading;
}

/** The same at once, for callers that cannot wait; without the fall-back. @throws {GateError} `wasm_unavailable` */
export function loadNow(): Wasm {
  if (alive !== undefined) return alive;
  if (source?.now === undefined) throw unplaced();
  try {
    return start(source.now());
  } catch (cause) {
    throw GateError.wasmUnavailable(cause);
  }
}

function unplaced(): GateError {
  return new GateError({
    code: "wasm_unavailable",
    message: "the module is not loaded: `claimgate/slim` must be told where it is (`wasm`), and waited for",
  });
}

async function bring(): Promise<Wasm> {
  if (alive !== undefined) return alive;
  if (source === undefined || !mayRun()) return fallback();
  return start(await source.compile());
}

/** In which form a module runs. */
export function formOf(module: Wasm): "WebAssembly" | "JavaScript" {
  return module === glue ? "WebAssembly" : "JavaScript";
}

// Asked by starting the empty module: under a policy that forbids it `WebAssembly.validate` says yes, and WebKit compiles; Lockdown Mode has no
// WebAssembly.
function mayRun(): boolean {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))) !== undefined;
  } catch {
    return false;
  }
}

// A second start would leave objects of the first behind with another memory.
function start(module: WebAssembly.Module): Wasm {
  if (alive !== undefined) return alive;
  glue.initSync({ module });
  alive = glue;
  return glue;
}

async function fallback(): Promise<Wasm> {
  const script = await import("./wasm/fallback.js");
  if (alive !== undefined) return alive;
  script.start();
  alive = script;
  return script;
}

let loadingTools: Promise<Tools> | undefined;

/** The generated module of the tools build once it is alive: a page that never asks for it never loads it. */
type Tools = typeof import("./wasm/tools.js");

/** What lint finds in a map, or why the map is refused. @throws {GateError} `wasm_unavailable` */
export async function lint(map: string, isText: boolean): Promise<Finding[]> {
  return JSON.parse((await loadTools()).lint(map, isText)) as Finding[];
}

/** What a proof was found to be: the twin of `alone::verify_proof`. `until` in seconds since the epoch. */
export interface VerifiedProof {
  thumbprint: string;
  replayKey: string;
  until: number;
}

/** @throws {GateError} the code of the first step that failed; `wasm_unavailable` */
export async function verifyProof(proof: string, options: string): Promise<VerifiedProof> {
  const tools = await loadTools();
  try {
    return JSON.parse(await tools.verifyProof(proof, options)) as VerifiedProof;
  } catch (cause) {
    throw thrown(cause);
  }
}

// As `load`.
function loadTools(): Promise<Tools> {
  loadingTools ??= compileTools().catch((cause: unknown) => {
    loadingTools = undefined;
    throw GateError.wasmUnavailable(cause);
  });
  return loadingTools;
}

async function compileTools(): Promise<Tools> {
  const [tools, inline] = await Promise.all([import("./wasm/tools.js"), import("./wasm/tools-inline.js")]);
  tools.initSync({ module: await WebAssembly.compile(inline.bytes()) });
  return tools;
}

/** What goes to Rust. @throws {GateError} `config_invalid` for what JSON cannot say */
export function jsonOf(value: unknown, name: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // A cycle, a bigint: said below.
  }
  if (text === undefined) throw new GateError({ code: "config_invalid", message: `${name} must be an object that JSON can hold` });
  return text;
}

/** Asks Rust at once. @throws what {@link thrown} makes of what Rust throws */
export function attempt<T>(ask: () => T): T {
  try {
    return ask();
  } catch (cause) {
    throw thrown(cause);
  }
}

/** What Rust throws is a plain object; people get an `Error`. */
export function thrown(cause: unknown): unknown {
  return isFields(cause) ? new GateError(cause) : cause;
}

function isFields(value: unknown): value is GateErrorFields {
  return typeof value === "object" && value !== null && "code" in value && "message" in value && !(value instanceof Error);
}

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
