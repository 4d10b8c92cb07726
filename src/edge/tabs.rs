//! What `www/lib/tabs.ts` does for the host: storage and messages that all tabs of the origin share.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::error::{Code, Result};

#[wasm_bindgen]
extern "C" {
    /// `Tabs` of `www/lib/tabs.ts`.
    pub type Tabs;
    /// A text or `undefined`.
    #[wasm_bindgen(method)]
    pub fn read(this: &Tabs, name: &str) -> Promise;
    /// Whether it was written.
    #[wasm_bindgen(method)]
    pub fn write(this: &Tabs, name: &str, text: Option<&str>, over: Option<&str>) -> Promise;
    /// A function that gives the lock back.
    #[wasm_bindgen(method)]
    pub fn lock(this: &Tabs, name: &str) -> Promise;
    /// Whether no other living page owns what is named so.
    #[wasm_bindgen(method)]
    pub fn own(this: &Tabs, name: &str) -> Promise;
    /// To all other tabs.
    #[wasm_bindgen(method)]
    pub fn announce(this: &Tabs, name: &str, message: &str);
    /// What the browser says of the network.
    #[wasm_bindgen(method, js_name = isOffline)]
    pub fn is_offline(this: &Tabs) -> bool;
}

/// A lock that is held.
pub struct Held(pub Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

pub async fn lock(tabs: Option<&Tabs>, name: &str) -> Held {
    let Some(tabs) = tabs else { return Held(None) };
    Held(JsFuture::from(tabs.lock(name)).await.ok().and_then(|release| release.dyn_into().ok()))
}

pub async fn own(tabs: Option<&Tabs>, name: &str) -> bool {
    let Some(tabs) = tabs else { return true };
    JsFuture::from(tabs.own(name)).await.is_ok_and(|owned| owned.is_truthy())
}

pub async fn read(tabs: Option<&Tabs>, name: &str) -> Result<Option<String>> {
    let read = tabs.ok_or(Code::StorageUnavailable)?.read(name);
    JsFuture::from(read).await.map(|text| text.as_string()).map_err(|_| Code::StorageUnavailable.into())
}

pub async fn write(tabs: Option<&Tabs>, name: &str, text: Option<&str>, over: Option<&str>) -> Result<bool> {
    let written = tabs.ok_or(Code::StorageUnavailable)?.write(name, text, over);
    JsFuture::from(written).await.map(|done| done.is_truthy()).map_err(|_| Code::StorageUnavailable.into())
}
