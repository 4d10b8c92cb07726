//! What the tools build exports: what nobody needs while a page runs.

use std::rc::Rc;

use js_sys::{JSON, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use super::web_crypto::WebCrypto;
use crate::access::Policy;
use crate::alone;
use crate::json::Json;

std::thread_local! {
    /// A client signs many requests with one key.
    static CRYPTO: Rc<WebCrypto> = Rc::default();
}

/// JSON of a list of `Finding`. `map` is text, or the JSON of an object.
#[wasm_bindgen]
pub fn lint(map: &str, is_text: bool) -> String {
    let findings = Policy::lint(map, is_text);
    Json::List(findings.iter().map(|finding| finding.to_json()).collect()).to_text()
}

/// JSON of what [`alone::verify_proof`] finds. The signature is checked from here too, by WebCrypto: so there is one way to a verified proof.
#[wasm_bindgen(js_name = verifyProof)]
pub fn verify_proof(proof: String, options: String) -> Promise {
    let crypto = CRYPTO.with(Rc::clone);
    future_to_promise(async move {
        let verified = alone::verify_proof(&*crypto, &proof, &options).await;
        verified.map(|json| json.to_text().into()).map_err(|error| JSON::parse(&error.to_json().to_text()).unwrap_or(JsValue::NULL))
    })
}
