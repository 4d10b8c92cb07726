//! All that comes from outside: clock, randomness, storage, network, signatures, the address bar.

use alloc::{string::String, vec::Vec};
use core::future::Future;

use crate::base64url;
use crate::error::Result;
use crate::time::UnixTime;

/// A signature algorithm that may be accepted. None is symmetric, and `none` cannot be said (RFC 7518 section 3.1, RFC 8037).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    Rs512,
    /// RSASSA-PSS with SHA-256, salt of 32 bytes.
    Ps256,
    /// RSASSA-PSS with SHA-384, salt of 48 bytes.
    Ps384,
    /// RSASSA-PSS with SHA-512, salt of 64 bytes.
    Ps512,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// ECDSA on P-521 with SHA-512.
    Es512,
    /// Ed25519, said as `EdDSA` or `Ed25519` (RFC 8037, RFC 9864).
    Ed25519,
}

impl Algorithm {
    /// From the name in a header, a JWK or a setting; `None` for every other, among them `none` and all symmetric ones.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::Rs256,
            "RS384" => Self::Rs384,
            "RS512" => Self::Rs512,
            "PS256" => Self::Ps256,
            "PS384" => Self::Ps384,
            "PS512" => Self::Ps512,
            "ES256" => Self::Es256,
            "ES384" => Self::Es384,
            "ES512" => Self::Es512,
            "EdDSA" | "Ed25519" => Self::Ed25519,
            _ => return None,
        })
    }

    /// The name as a header says it; `EdDSA` for Ed25519.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
            Self::Ed25519 => "EdDSA",
        }
    }
}

/// A public key with the members of its JWK (RFC 7517), checked for form and size; base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// Modulus and exponent (RFC 7518 section 6.3.1).
    Rsa {
        /// `n`
        n: String,
        /// `e`
        e: String,
    },
    /// A point on the curve that the algorithm names (RFC 7518 section 6.2.1).
    Ec {
        /// `crv`
        crv: &'static str,
        /// `x`
        x: String,
        /// `y`
        y: String,
    },
    /// Ed25519 (RFC 8037 section 2).
    Okp {
        /// `x`
        x: String,
    },
}

impl PublicKey {
    /// Bytes of each of its signatures (RFC 8017 section 8.2.2, RFC 7518 section 3.4, RFC 8032 section 5.1.6).
    pub fn signature_length(&self) -> usize {
        let bytes = |text: &String| text.len() * 3 / 4;
        match self {
            Self::Rsa { n, .. } => bytes(n),
            Self::Ec { x, .. } | Self::Okp { x } => 2 * bytes(x),
        }
    }
}

/// Checks signatures; in a page that is WebCrypto.
pub trait Signatures {
    /// Whether `signature` over `message` is `key`'s. `crypto_unavailable` where the algorithm is not to be had.
    fn verify(&self, key: &PublicKey, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> impl Future<Output = Result<bool>>;
}

/// An HTTP request. A body makes it a POST of `application/x-www-form-urlencoded`, else it is a GET.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Absolute URL.
    pub url: String,
    /// Header names in lower case with their values.
    pub headers: Vec<(&'static str, String)>,
    /// The form.
    pub body: Option<String>,
}

/// An HTTP answer that was read whole, at most 512 KiB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// `Content-Type` as sent, or empty.
    pub content_type: String,
    /// The text.
    pub body: String,
    /// `Date`, where it can be read, as seconds.
    pub date: Option<UnixTime>,
    /// `Retry-After` in seconds, where it can be read.
    pub retry_after: Option<i64>,
    /// `DPoP-Nonce` (RFC 9449 section 8), where it can be read.
    pub dpop_nonce: Option<String>,
}

/// The public half of a key on P-256: coordinates, base64url without padding (RFC 7518 section 6.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofKey {
    /// `x`
    pub x: String,
    /// `y`
    pub y: String,
}

/// The thumbprint of a key on an elliptic curve (RFC 7638 section 3.2): its members in the order of their names. Coordinates need no escape.
pub fn ec_thumbprint(crv: &str, x: &str, y: &str) -> String {
    base64url::of_sha256(&[r#"{"crv":""#, crv, r#"","kty":"EC","x":""#, x, r#"","y":""#, y, r#""}"#].concat())
}

/// Everything else from outside. One instance serves one page, worker or server.
pub trait Host: Signatures {
    /// The clock.
    fn now(&self) -> UnixTime;
    /// Fills `bytes` from a cryptographic source, or `crypto_unavailable`.
    fn random(&self, bytes: &mut [u8]) -> Result<()>;
    /// Sends a request without credentials, follows no redirect. `network_error`, `timeout`, or `response_invalid` for an answer
    /// that was redirected, is above 512 KiB or is not UTF-8.
    fn fetch(&self, request: &Request) -> impl Future<Output = Result<Response>>;
    /// Reads from the tab's store, or `storage_unavailable`.
    fn load(&self, key: &str) -> Result<Option<String>>;
    /// Writes to the tab's store, or `storage_unavailable`.
    fn save(&self, key: &str, value: &str) -> Result<()>;
    /// Removes from the tab's store; what cannot be reached counts as removed.
    fn remove(&self, key: &str);
    /// Every key in the tab's store that begins with `prefix`.
    fn keys(&self, prefix: &str) -> Vec<String>;
    /// Held by at most one tab of the origin at a time; given back when it is dropped, and when its tab closes.
    type Lock;
    /// Waits for the lock of that name, but not for ever: a tab that was frozen must not stop the others.
    fn lock(&self, name: &str) -> impl Future<Output = Self::Lock>;
    /// Whether no other living page has claimed `name`: this one has it from now on, until it goes.
    fn own(&self, name: &str) -> impl Future<Output = bool>;
    /// Reads the text that all tabs of the origin share under `name`, or `storage_unavailable`.
    fn read_shared(&self, name: &str) -> impl Future<Output = Result<Option<String>>>;
    /// Writes it in one step, or removes it; with `over` only where it is still that text. Whether it was written, or
    /// `storage_unavailable`.
    fn write_shared(&self, name: &str, text: Option<&str>, over: Option<&str>) -> impl Future<Output = Result<bool>>;
    /// Tells the other tabs of the origin. INVARIANT: no secret and no claim.
    fn announce(&self, name: &str, message: &str);
    /// A new key for proofs, kept under `prefix` and its thumbprint (RFC 7638); its private half never leaves the host.
    /// `storage_unavailable` or `crypto_unavailable`.
    fn make_proof_key(&self, prefix: &str) -> impl Future<Output = Result<Option<ProofKey>>>;
    /// The key for proofs that is kept under `name`.
    fn proof_key(&self, name: &str) -> impl Future<Output = Result<Option<ProofKey>>>;
    /// Signs with ES256 and the key that [`Host::proof_key`] found last under `name`: R, then S.
    fn prove(&self, name: &str, message: &str) -> impl Future<Output = Result<Vec<u8>>>;
    /// Removes every key whose name begins with `prefix`; what cannot be reached counts as removed.
    fn drop_proof_keys(&self, prefix: &str) -> impl Future<Output = ()>;
    /// Whether a request would surely not leave this machine.
    fn is_offline(&self) -> bool;
    /// Opens `url` in a frame that nobody sees, and gives the address that [`Host::report`] says there. `timeout`, retriable, when
    /// nothing came within so many milliseconds.
    fn frame(&self, url: &str, timeout: i64) -> impl Future<Output = Result<String>>;
    /// Says `address` to the page that holds this one in a frame, if that is of the same origin; false where this page is in none.
    fn report(&self, address: &str) -> bool;
    /// The state of the gate is another now.
    fn changed(&self);
    /// The address of this page, `None` where there is none.
    fn location(&self) -> Option<String>;
    /// Leaves for `url`; with `replace` the present entry of the history is lost.
    fn navigate(&self, url: &str, replace: bool);
    /// Shows `url` in the address bar and keeps the `history.state` of the entry.
    fn replace_address(&self, url: &str);
}
