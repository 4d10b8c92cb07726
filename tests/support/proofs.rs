//! What a server does with proofs (RFC 9449 section 4.3), by hand: nothing of it is the crate's but the signature check.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claimgate::host::{Algorithm, PublicKey, Request, Signatures};
use claimgate::native::NativeSignatures;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::block_on;

#[derive(Default)]
pub struct Proofs {
    /// The nonce that a proof must have.
    pub nonce: Cell<Option<&'static str>>,
    /// Whether time may pass on the way.
    pub patient: Cell<bool>,
    seen: RefCell<BTreeSet<String>>,
}

pub fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

pub fn parts(proof: &str) -> [Value; 2] {
    let mut parts = proof.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).unwrap());
    [0, 1].map(|_| serde_json::from_slice(&parts.next().unwrap()).unwrap())
}

pub fn digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

impl Proofs {
    /// The thumbprint of the key, or the error; stops the test at a proof that no client should make.
    pub fn check(&self, proof: &str, method: &str, url: &str, now: i64, token: Option<&str>) -> Result<String, &'static str> {
        let [header, claims] = parts(proof);
        assert_eq!((&header["typ"], &header["alg"]), (&json!("dpop+jwt"), &json!("ES256")));
        let jwk = &header["jwk"];
        assert_eq!(jwk.as_object().unwrap().len(), 4, "{jwk}: no private member");
        let text = |name: &str| jwk[name].as_str().unwrap().to_owned();
        let (message, signature) = proof.rsplit_once('.').unwrap();
        let key = PublicKey::Ec { crv: "P-256", x: text("x"), y: text("y") };
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        assert!(block_on(NativeSignatures.verify(&key, Algorithm::Es256, message.as_bytes(), &signature)).unwrap(), "signature");
        assert_eq!((&claims["htm"], &claims["htu"]), (&json!(method), &json!(url)));
        let late = now - claims["iat"].as_i64().unwrap();
        assert!(late == 0 || self.patient.get() && late > 0, "made {late} seconds ago");
        assert_eq!(claims.get("ath"), token.map(|token| json!(digest(token))).as_ref());
        assert!(self.seen.borrow_mut().insert(claims["jti"].as_str().unwrap().into()), "a proof is used once");
        match self.nonce.get() {
            Some(nonce) if claims.get("nonce") != Some(&json!(nonce)) => Err("use_dpop_nonce"),
            _ => Ok(digest(&json!({ "crv": text("crv"), "kty": text("kty"), "x": text("x"), "y": text("y") }).to_string())),
        }
    }
}
