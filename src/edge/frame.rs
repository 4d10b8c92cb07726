//! Asking in a hidden frame, and being that frame.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::error::{Code, Error, Result};

/// `frame` is `askInFrame` of `www/lib/frame.ts`.
#[allow(clippy::cast_precision_loss, reason = "a setting below 2^31")]
pub async fn ask(frame: Option<&Function>, url: &str, timeout: i64) -> Result<String> {
    let asked = frame.and_then(|frame| frame.call2(&JsValue::NULL, &url.into(), &(timeout as f64).into()).ok());
    let answer = match asked {
        Some(promise) => JsFuture::from(promise.unchecked_into::<Promise>()).await.ok(),
        None => None,
    };
    answer.and_then(|answer| answer.as_string()).ok_or_else(|| Error::new(Code::Timeout).retriable(None))
}

/// To the page around this one, if that is of the same origin.
pub fn report(address: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    match (window.parent(), window.location().origin()) {
        (Ok(Some(parent)), Ok(origin)) if parent != window => {
            parent.post_message(&["claimgate:", address].concat().into(), &origin).is_ok()
        }
        _ => false,
    }
}
