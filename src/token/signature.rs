//! The one place where an envelope becomes authentic.

use alloc::string::String;

use super::jws::{Envelope, Kind};
use super::keys::KeySet;
use crate::error::{Code, Result};
use crate::host::{Algorithm, Signatures};
use crate::json::Json;

/// What one of the issuer's keys has signed. INVARIANT: made by [`authenticate`] only. Its claims are not judged yet.
pub(super) struct Authentic {
    pub header: Json,
    pub claims: Json,
    pub algorithm: Algorithm,
    pub key_issuer: Option<String>,
}

/// Opens the envelope, finds the one key, checks the signature: errors in this order.
pub(super) async fn authenticate<S: Signatures>(
    signatures: &S,
    token: &str,
    kind: Kind,
    keys: &KeySet,
    allowed: Option<&[Algorithm]>,
) -> Result<Authentic> {
    let envelope = Envelope::open(token, kind, allowed)?;
    let key = keys.select(envelope.algorithm, envelope.kid())?;
    if !signatures.verify(key.public(), envelope.algorithm, envelope.signed.as_bytes(), &envelope.signature).await? {
        return Err(Code::JwtSignatureInvalid.into());
    }
    let key_issuer = key.issuer().map(String::from);
    Ok(Authentic { header: envelope.header, claims: envelope.claims, algorithm: envelope.algorithm, key_issuer })
}
