//! Which keys an algorithm takes, and which hash it names.

use alloc::{string::String, vec::Vec};

use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::base64url;
use crate::host::{Algorithm, PublicKey};

/// Whether a key of this kind and curve may be used under `algorithm` (RFC 7518 sections 3.3 to 3.5, RFC 8037 section 3.1).
pub(super) fn takes(algorithm: Algorithm, key: &PublicKey) -> bool {
    match algorithm {
        Algorithm::Rs256 | Algorithm::Rs384 | Algorithm::Rs512 | Algorithm::Ps256 | Algorithm::Ps384 | Algorithm::Ps512 => {
            matches!(key, PublicKey::Rsa { .. })
        }
        Algorithm::Es256 => is_on(key, "P-256"),
        Algorithm::Es384 => is_on(key, "P-384"),
        Algorithm::Es512 => is_on(key, "P-521"),
        Algorithm::Ed25519 => matches!(key, PublicKey::Okp { .. }),
    }
}

/// `at_hash` or `c_hash` of `text`: the left half of its hash, base64url (OpenID Connect Core 3.1.3.6, 3.3.2.11).
pub(super) fn half_hash(algorithm: Algorithm, text: &str) -> String {
    let hash: Vec<u8> = match algorithm {
        Algorithm::Rs256 | Algorithm::Ps256 | Algorithm::Es256 => Sha256::digest(text).to_vec(),
        Algorithm::Rs384 | Algorithm::Ps384 | Algorithm::Es384 => Sha384::digest(text).to_vec(),
        // Ed25519 hashes with SHA-512 itself (RFC 8032 section 5.1), and so do the providers that sign with it.
        Algorithm::Rs512 | Algorithm::Ps512 | Algorithm::Es512 | Algorithm::Ed25519 => Sha512::digest(text).to_vec(),
    };
    base64url::encode(hash.get(..hash.len() / 2).unwrap_or_default())
}

fn is_on(key: &PublicKey, curve: &str) -> bool {
    matches!(key, PublicKey::Ec { crv, .. } if *crv == curve)
}
