//! Signatures by WebCrypto, in the page's module and in the tools'.

use std::cell::RefCell;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto, WorkerGlobalScope};

use super::keys::{jwk, parameters};
use crate::error::{Code, Error, Result};
use crate::host::{Algorithm, PublicKey, Signatures};

/// Imported keys are kept, since an import costs more than a verification.
const MAX_KEPT_KEYS: usize = 8;

/// WebCrypto, and the keys that it was given last.
#[derive(Default)]
pub struct WebCrypto {
    kept_keys: RefCell<Vec<(PublicKey, Algorithm, CryptoKey)>>,
}

impl WebCrypto {
    async fn import(&self, subtle: &SubtleCrypto, key: &PublicKey, algorithm: Algorithm) -> Result<CryptoKey, JsValue> {
        let kept = self.kept_keys.borrow().iter().find_map(|(k, a, imported)| (k == key && *a == algorithm).then(|| imported.clone()));
        if let Some(imported) = kept {
            return Ok(imported);
        }
        let usages = Array::of1(&"verify".into());
        let promise = subtle.import_key_with_object("jwk", &jwk(key)?, &parameters(algorithm)?, false, &usages)?;
        let imported: CryptoKey = JsFuture::from(promise).await?.unchecked_into();
        let mut kept = self.kept_keys.borrow_mut();
        if kept.len() == MAX_KEPT_KEYS {
            kept.remove(0);
        }
        kept.push((key.clone(), algorithm, imported.clone()));
        Ok(imported)
    }
}

impl Signatures for WebCrypto {
    async fn verify(&self, key: &PublicKey, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> Result<bool> {
        let subtle = subtle().ok_or(Code::CryptoUnavailable)?;
        let imported = self.import(&subtle, key, algorithm).await.map_err(|error| refused_key(&error))?;
        // WebKitGTK takes zeros before a signature of RSA: one token would have many forms.
        if signature.len() != key.signature_length() {
            return Ok(false);
        }
        let unavailable = |_| Error::new(Code::CryptoUnavailable);
        let parameters = parameters(algorithm).map_err(unavailable)?;
        let (message, signature) = (Uint8Array::from(message), Uint8Array::from(signature));
        let promise =
            subtle.verify_with_object_and_js_u8_array_and_js_u8_array(&parameters, &imported, &signature, &message).map_err(unavailable)?;
        Ok(JsFuture::from(promise).await.map_err(unavailable)?.is_truthy())
    }
}

/// An engine without the algorithm says `NotSupportedError`; every other refusal is the key's fault.
fn refused_key(error: &JsValue) -> Error {
    Error::new(if name_of(error) == "NotSupportedError" { Code::CryptoUnavailable } else { Code::JwtKeyRejected })
}

/// The global object: a window has what is asked of it here under the same names as a worker.
pub fn scope() -> WorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// `None` where this context has none.
pub fn subtle() -> Option<SubtleCrypto> {
    let crypto = scope().crypto().ok().filter(|crypto| !crypto.is_undefined())?;
    Some(crypto.subtle()).filter(|subtle| !subtle.is_undefined())
}

/// The name of what the browser threw.
pub fn name_of(error: &JsValue) -> String {
    Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}
