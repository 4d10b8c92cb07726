//! Keys and algorithms as WebCrypto takes them.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use crate::host::{Algorithm, PublicKey};

fn object(members: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

/// A public key as `importKey` takes it.
pub fn jwk(key: &PublicKey) -> Result<Object, JsValue> {
    match key {
        PublicKey::Rsa { n, e } => object(&[("kty", "RSA".into()), ("n", n.into()), ("e", e.into())]),
        PublicKey::Ec { crv, x, y } => object(&[("kty", "EC".into()), ("crv", (*crv).into()), ("x", x.into()), ("y", y.into())]),
        PublicKey::Okp { x } => object(&[("kty", "OKP".into()), ("crv", "Ed25519".into()), ("x", x.into())]),
    }
}

/// An algorithm as `importKey` and `verify` take it.
pub fn parameters(algorithm: Algorithm) -> Result<Object, JsValue> {
    let (name, curve) = match algorithm {
        Algorithm::Rs256 | Algorithm::Rs384 | Algorithm::Rs512 => ("RSASSA-PKCS1-v1_5", ""),
        Algorithm::Ps256 | Algorithm::Ps384 | Algorithm::Ps512 => ("RSA-PSS", ""),
        Algorithm::Es256 => ("ECDSA", "P-256"),
        Algorithm::Es384 => ("ECDSA", "P-384"),
        Algorithm::Es512 => ("ECDSA", "P-521"),
        Algorithm::Ed25519 => ("Ed25519", ""),
    };
    let (hash, salt) = match algorithm {
        Algorithm::Rs256 | Algorithm::Ps256 | Algorithm::Es256 => ("SHA-256", 32),
        Algorithm::Rs384 | Algorithm::Ps384 | Algorithm::Es384 => ("SHA-384", 48),
        Algorithm::Rs512 | Algorithm::Ps512 | Algorithm::Es512 | Algorithm::Ed25519 => ("SHA-512", 64),
    };
    object(&[("name", name.into()), ("hash", hash.into()), ("namedCurve", curve.into()), ("saltLength", salt.into())])
}
