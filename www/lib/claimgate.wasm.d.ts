/**
 * The address of the file, as bundlers give it that take files as assets; for `wasm` of `claimgate/slim`.
 *
 * Under Vite it is `claimgate/claimgate.wasm?url`, which `vite/client` declares. Where a runtime gives the compiled module instead, that is
 * what `wasm` takes, too.
 */
declare const address: string;
export default address;
