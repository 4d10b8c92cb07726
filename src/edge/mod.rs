//! The edge to JavaScript: converts, and decides nothing. The tools build has one door of its own and none of the page's.

#[cfg(not(feature = "tools"))]
mod exports;
#[cfg(not(feature = "tools"))]
mod fetching;
#[cfg(not(feature = "tools"))]
mod frame;
#[cfg(not(feature = "tools"))]
mod host;
mod keys;
#[cfg(not(feature = "tools"))]
mod proof_keys;
#[cfg(not(feature = "tools"))]
mod tabs;
#[cfg(feature = "tools")]
mod tools;
#[cfg(not(feature = "tools"))]
mod types;
mod web_crypto;

/// Smaller than the standard library's own, and made for memory that one thread grows.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
