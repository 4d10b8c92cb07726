//! The browser, a worker or Node as a [`Host`]: WebCrypto, `fetch`, sessionStorage, the address bar.

use gloo_storage::{SessionStorage, Storage as _};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::fetching::{Failure, send};
use super::frame;
use super::proof_keys::{ProofKeys, key, settled};
use super::tabs::{self, Held, Tabs};
use super::web_crypto::{WebCrypto, name_of, scope, subtle};
use crate::error::{Code, Error, Result};
use crate::host::{Algorithm, Host, ProofKey, PublicKey, Request, Response, Signatures};
use crate::time::UnixTime;

/// Where this module runs.
pub struct Page {
    timeout: u32,
    changed: Option<js_sys::Function>,
    frame: Option<js_sys::Function>,
    tabs: Option<Tabs>,
    proof_keys: Option<ProofKeys>,
    crypto: WebCrypto,
}

impl Page {
    /// A host whose requests end after `timeout` milliseconds; `changed` is called when the gate's state is another, `frame` is
    /// `askInFrame` of `www/lib/frame.ts`.
    pub fn new(
        timeout: u32,
        changed: Option<js_sys::Function>,
        frame: Option<js_sys::Function>,
        tabs: Option<Tabs>,
        proof_keys: Option<ProofKeys>,
    ) -> Self {
        Self { timeout, changed, frame, tabs, proof_keys, crypto: WebCrypto::default() }
    }

    /// Whether this context has WebCrypto.
    pub fn has_crypto() -> bool {
        subtle().is_some()
    }

    /// A host for what needs no gate.
    pub fn alone() -> Self {
        Self::new(0, None, None, None, None)
    }

    fn proof_keys(&self) -> Result<&ProofKeys> {
        self.proof_keys.as_ref().ok_or_else(|| Code::StorageUnavailable.into())
    }
}

impl Signatures for Page {
    fn verify(&self, key: &PublicKey, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> impl Future<Output = Result<bool>> {
        self.crypto.verify(key, algorithm, message, signature)
    }
}

impl Host for Page {
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds since the epoch fit 53 bits")]
    fn now(&self) -> UnixTime {
        let epoch = UnixTime::EPOCH;
        epoch.plus((js_sys::Date::now() / 1000.0) as i64)
    }

    fn random(&self, bytes: &mut [u8]) -> Result<()> {
        let crypto = scope().crypto().map_err(|_| Code::CryptoUnavailable)?;
        if crypto.is_undefined() || subtle().is_none() {
            return Err(Code::CryptoUnavailable.into());
        }
        crypto.get_random_values_with_u8_array(bytes).map(|_| ()).map_err(|_| Code::CryptoUnavailable.into())
    }

    async fn fetch(&self, request: &Request) -> Result<Response> {
        send(request, self.timeout).await.map_err(|error| match error {
            Failure::Known(error) => error,
            Failure::Thrown(thrown) if name_of(&thrown) == "TimeoutError" => Error::new(Code::Timeout).retriable(None),
            Failure::Thrown(_) => Error::new(Code::NetworkError).part(crate::uri::origin_of(&request.url)).retriable(None),
        })
    }

    fn load(&self, key: &str) -> Result<Option<String>> {
        store()?.get_item(key).map_err(|_| Code::StorageUnavailable.into())
    }

    fn save(&self, key: &str, value: &str) -> Result<()> {
        store()?.set_item(key, value).map_err(|_| Code::StorageUnavailable.into())
    }

    fn remove(&self, key: &str) {
        if let Ok(store) = store() {
            let _ = store.remove_item(key);
        }
    }

    fn keys(&self, prefix: &str) -> Vec<String> {
        let Ok(store) = store() else { return Vec::new() };
        let count = store.length().unwrap_or(0);
        (0..count).filter_map(|index| store.key(index).ok().flatten()).filter(|key| key.starts_with(prefix)).collect()
    }

    type Lock = Held;

    async fn lock(&self, name: &str) -> Held {
        tabs::lock(self.tabs.as_ref(), name).await
    }

    async fn own(&self, name: &str) -> bool {
        tabs::own(self.tabs.as_ref(), name).await
    }

    async fn read_shared(&self, name: &str) -> Result<Option<String>> {
        tabs::read(self.tabs.as_ref(), name).await
    }

    async fn write_shared(&self, name: &str, text: Option<&str>, over: Option<&str>) -> Result<bool> {
        tabs::write(self.tabs.as_ref(), name, text, over).await
    }

    fn announce(&self, name: &str, message: &str) {
        self.tabs.iter().for_each(|tabs| tabs.announce(name, message));
    }

    async fn make_proof_key(&self, prefix: &str) -> Result<Option<ProofKey>> {
        key(self.proof_keys()?.make(prefix)).await
    }

    async fn proof_key(&self, name: &str) -> Result<Option<ProofKey>> {
        key(self.proof_keys()?.find(name)).await
    }

    async fn prove(&self, name: &str, message: &str) -> Result<Vec<u8>> {
        Ok(Uint8Array::new(&settled(self.proof_keys()?.sign(name, message)).await?).to_vec())
    }

    async fn drop_proof_keys(&self, prefix: &str) {
        if let Some(keys) = &self.proof_keys {
            let _ = settled(keys.drop(prefix)).await;
        }
    }

    fn is_offline(&self) -> bool {
        self.tabs.as_ref().is_some_and(Tabs::is_offline)
    }

    async fn frame(&self, url: &str, timeout: i64) -> Result<String> {
        frame::ask(self.frame.as_ref(), url, timeout).await
    }

    fn report(&self, address: &str) -> bool {
        frame::report(address)
    }

    fn changed(&self) {
        if let Some(changed) = &self.changed {
            let _ = changed.call0(&JsValue::NULL);
        }
    }

    fn location(&self) -> Option<String> {
        web_sys::window()?.location().href().ok()
    }

    fn navigate(&self, url: &str, replace: bool) {
        if let Some(window) = web_sys::window() {
            let location = window.location();
            let _ = if replace { location.replace(url) } else { location.assign(url) };
        }
    }

    fn replace_address(&self, url: &str) {
        if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
            let state = history.state().unwrap_or(JsValue::NULL);
            let _ = history.replace_state_with_url(&state, "", Some(url));
        }
    }
}

/// Asks the window first: `SessionStorage::raw` would trap where the browser refuses storage.
fn store() -> Result<Storage> {
    match web_sys::window().map(|window| window.session_storage()) {
        Some(Ok(Some(_))) => Ok(SessionStorage::raw()),
        _ => Err(Code::StorageUnavailable.into()),
    }
}
