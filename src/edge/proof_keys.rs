//! Keys for proofs (RFC 9449), kept by JavaScript: IndexedDB from Rust would cost more bytes than the file there.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::error::{Code, Error, Result};
use crate::host::ProofKey;

#[wasm_bindgen]
extern "C" {
    /// `proofKeys` of `www/lib/dpop-key.ts`.
    pub type ProofKeys;
    #[wasm_bindgen(method)]
    pub fn make(this: &ProofKeys, prefix: &str) -> Promise;
    #[wasm_bindgen(method)]
    pub fn find(this: &ProofKeys, name: &str) -> Promise;
    #[wasm_bindgen(method)]
    pub fn sign(this: &ProofKeys, name: &str, message: &str) -> Promise;
    #[wasm_bindgen(method)]
    pub fn drop(this: &ProofKeys, prefix: &str) -> Promise;
}

/// What came of it; `storage_unavailable` for whatever the browser says.
pub async fn settled(asked: Promise) -> Result<JsValue> {
    JsFuture::from(asked).await.map_err(|_| Error::new(Code::StorageUnavailable).part("the key for proofs"))
}

/// The public half, said as its coordinates.
pub async fn key(asked: Promise) -> Result<Option<ProofKey>> {
    let said = settled(asked).await?.as_string().unwrap_or_default();
    Ok(said.split_once(' ').map(|(x, y)| ProofKey { x: x.into(), y: y.into() }))
}
