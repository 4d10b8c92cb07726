//! Signature checks outside a browser, for Rust APIs and for the tests: the same trait as WebCrypto's, over aws-lc-rs.

use alloc::vec::Vec;

use aws_lc_rs::signature as lc;

use crate::base64url;
use crate::error::{Code, Result};
use crate::host::{Algorithm, PublicKey, Signatures};

/// Checks signatures with aws-lc-rs. Its futures are ready at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeSignatures;

impl Signatures for NativeSignatures {
    /// `jwt_key_rejected` for a key that the library does not take, such as a point that is not on its curve.
    async fn verify(&self, key: &PublicKey, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> Result<bool> {
        let key = parse(key, algorithm)?;
        Ok(key.verify_sig(message, signature).is_ok())
    }
}

fn parse(key: &PublicKey, algorithm: Algorithm) -> Result<lc::ParsedPublicKey> {
    let parsed = match (key, rsa(algorithm)) {
        (PublicKey::Rsa { n, e }, Some(rsa)) => lc::RsaPublicKeyComponents { n: bytes(n)?, e: bytes(e)? }.to_parsed_public_key(rsa),
        (PublicKey::Ec { x, y, .. }, None) => lc::ParsedPublicKey::new(curve(algorithm)?, point(x, y)?),
        (PublicKey::Okp { x }, None) if algorithm == Algorithm::Ed25519 => lc::ParsedPublicKey::new(&lc::ED25519, bytes(x)?),
        _ => return Err(Code::JwtKeyRejected.into()),
    };
    parsed.map_err(|_| Code::JwtKeyRejected.into())
}

fn rsa(algorithm: Algorithm) -> Option<&'static lc::RsaParameters> {
    match algorithm {
        Algorithm::Rs256 => Some(&lc::RSA_PKCS1_2048_8192_SHA256),
        Algorithm::Rs384 => Some(&lc::RSA_PKCS1_2048_8192_SHA384),
        Algorithm::Rs512 => Some(&lc::RSA_PKCS1_2048_8192_SHA512),
        Algorithm::Ps256 => Some(&lc::RSA_PSS_2048_8192_SHA256),
        Algorithm::Ps384 => Some(&lc::RSA_PSS_2048_8192_SHA384),
        Algorithm::Ps512 => Some(&lc::RSA_PSS_2048_8192_SHA512),
        Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512 | Algorithm::Ed25519 => None,
    }
}

/// The fixed-length form of ECDSA, R then S (RFC 7518 section 3.4).
fn curve(algorithm: Algorithm) -> Result<&'static lc::EcdsaVerificationAlgorithm> {
    match algorithm {
        Algorithm::Es256 => Ok(&lc::ECDSA_P256_SHA256_FIXED),
        Algorithm::Es384 => Ok(&lc::ECDSA_P384_SHA384_FIXED),
        Algorithm::Es512 => Ok(&lc::ECDSA_P521_SHA512_FIXED),
        _ => Err(Code::JwtKeyRejected.into()),
    }
}

/// The uncompressed point (SEC 1 section 2.3.3).
fn point(x: &str, y: &str) -> Result<Vec<u8>> {
    let mut point = Vec::from([4]);
    point.extend(bytes(x)?);
    point.extend(bytes(y)?);
    Ok(point)
}

fn bytes(text: &str) -> Result<Vec<u8>> {
    base64url::decode(text).ok_or_else(|| Code::JwtKeyRejected.into())
}
