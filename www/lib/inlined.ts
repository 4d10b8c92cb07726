import { provide } from "./load.js";
import { bytes } from "./wasm/inline.js";

/** The module as text in the package: the one form that every bundler and runtime takes without configuration. */
export function inlined(): void {
  provide({ compile: () => WebAssembly.compile(bytes()), now: () => new WebAssembly.Module(bytes()) });
}
