//! What the tools build exports: what nobody needs while a page runs.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::access::Policy;
use crate::json::Json;

/// JSON of a list of `Finding`. `map` is text, or the JSON of an object.
#[wasm_bindgen]
pub fn lint(map: &str, is_text: bool) -> String {
    let findings = Policy::lint(map, is_text);
    Json::List(findings.iter().map(|finding| finding.to_json()).collect()).to_text()
}
