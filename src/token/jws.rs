//! The envelope: compact JWS (RFC 7515 section 7.1) read to the letter, before any key is touched.

use alloc::{string::String, vec::Vec};

use crate::base64url::decode as base64url;
use crate::error::{Code, Error, Result};
use crate::host::Algorithm;
use crate::json::Json;

/// The longest token that is read, in bytes.
pub const MAX_TOKEN: usize = 64 * 1024;
/// The longest header that is read, in bytes of base64url.
pub const MAX_HEADER: usize = 8 * 1024;

/// What a token says of itself. NOTHING of it is verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The JOSE header, an object.
    pub header: Json,
    /// The claims, an object.
    pub claims: Json,
}

/// Reads a token without verifying it, for people to look at. As strict about form as verification is, but it does not judge the
/// header's meaning: also `alg: none` with its empty signature (RFC 7519 section 6) is shown.
/// Fails with `jwt_malformed`, `jwt_too_large` or `jwt_encrypted`.
pub fn decode(token: &str) -> Result<Decoded> {
    let parts = split(token)?;
    let header = object(parts.header, "header")?;
    let claims = object(parts.payload, "payload")?;
    let unsecured = header.field("alg").and_then(Json::as_str) == Some("none");
    if !(unsecured && parts.signature.is_empty()) {
        signature_bytes(parts.signature)?;
    }
    Ok(Decoded { header, claims })
}

/// Which kind of token is expected (RFC 8725 section 3.11).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `typ` absent or `JWT`.
    Id,
    /// `typ` is `at+jwt` (RFC 9068 section 4).
    Access,
    /// `typ` absent, `JWT` or `at+jwt`: what Entra ID, Okta and others really send.
    LaxAccess,
    /// `typ` is `dpop+jwt` (RFC 9449 section 4.2).
    #[cfg(any(feature = "tools", feature = "native"))]
    Proof,
}

/// An opened envelope: well formed, of the right kind, under an accepted algorithm. Its signature is NOT yet verified.
pub(super) struct Envelope<'a> {
    pub header: Json,
    pub claims: Json,
    pub algorithm: Algorithm,
    /// Header and payload with the dot between them: what was signed.
    pub signed: &'a str,
    pub signature: Vec<u8>,
}

impl<'a> Envelope<'a> {
    /// Opens `token`; `allowed` narrows the algorithms. `jku`, `x5u`, `jwk`, `x5c` and `x5t` are never looked at
    /// (RFC 8725 section 3.10).
    pub(super) fn open(token: &'a str, kind: Kind, allowed: Option<&[Algorithm]>) -> Result<Self> {
        let parts = split(token)?;
        let header = object(parts.header, "header")?;
        let algorithm = accepted_algorithm(&header, allowed)?;
        refuse_extensions(&header)?;
        judge_type(&header, kind)?;
        if header.field("kid").is_some_and(|kid| kid.as_str().is_none()) {
            return Err(malformed("`kid` in the header"));
        }
        let claims = object(parts.payload, "payload")?;
        let signature = signature_bytes(parts.signature)?;
        Ok(Self { header, claims, algorithm, signed: parts.signed, signature })
    }

    /// The name of the key, where one is given.
    pub(super) fn kid(&self) -> Option<&str> {
        self.header.field("kid").and_then(Json::as_str)
    }
}

struct Parts<'a> {
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
    signed: &'a str,
}

fn split(token: &str) -> Result<Parts<'_>> {
    if token.len() > MAX_TOKEN {
        return Err(Code::JwtTooLarge.into());
    }
    let mut parts = token.split('.');
    let (Some(header), Some(payload), Some(signature)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(malformed("three parts are expected"));
    };
    match parts.take(3).count() {
        0 => {}
        // JWE compact serialization has five (RFC 7516 section 7.1).
        2 => return Err(Code::JwtEncrypted.into()),
        _ => return Err(malformed("three parts are expected")),
    }
    if header.len() > MAX_HEADER {
        return Err(Code::JwtTooLarge.into());
    }
    let signed = token.get(..header.len() + 1 + payload.len()).unwrap_or_default();
    Ok(Parts { header, payload, signature, signed })
}

fn object(part: &str, name: &str) -> Result<Json> {
    let bytes = base64url(part).ok_or_else(|| malformed(name))?;
    let text = String::from_utf8(bytes).map_err(|_| malformed(name))?;
    match Json::parse(&text) {
        Ok(value @ Json::Object(_)) => Ok(value),
        _ => Err(malformed(name)),
    }
}

fn signature_bytes(part: &str) -> Result<Vec<u8>> {
    base64url(part).filter(|bytes| !bytes.is_empty()).ok_or_else(|| malformed("signature"))
}

fn accepted_algorithm(header: &Json, allowed: Option<&[Algorithm]>) -> Result<Algorithm> {
    header
        .field("alg")
        .and_then(Json::as_str)
        .and_then(Algorithm::from_name)
        .filter(|algorithm| allowed.is_none_or(|list| list.contains(algorithm)))
        .ok_or_else(|| Code::JwtAlgRejected.into())
}

/// No extension is understood (RFC 7515 section 4.1.11), and a JWT payload is always base64url (RFC 7797 section 7).
fn refuse_extensions(header: &Json) -> Result<()> {
    if header.field("crit").is_some() {
        return Err(Code::JwtCritRejected.into());
    }
    match header.field("b64") {
        None | Some(Json::Bool(true)) => Ok(()),
        Some(_) => Err(Error::new(Code::JwtCritRejected).part("`b64`")),
    }
}

fn judge_type(header: &Json, kind: Kind) -> Result<()> {
    // `cty: JWT` announces a token inside the token (RFC 7519 section 5.2), which no provider sends here.
    if header.field("cty").and_then(Json::as_str).is_some_and(|cty| is_type(cty, "jwt")) {
        return Err(Error::new(Code::JwtTypeRejected).part("`cty`"));
    }
    let fits = match header.field("typ") {
        None => matches!(kind, Kind::Id | Kind::LaxAccess),
        Some(Json::Text(typ)) => match kind {
            Kind::Id => is_type(typ, "jwt"),
            Kind::Access => is_type(typ, "at+jwt"),
            Kind::LaxAccess => is_type(typ, "at+jwt") || is_type(typ, "jwt"),
            #[cfg(any(feature = "tools", feature = "native"))]
            Kind::Proof => is_type(typ, "dpop+jwt"),
        },
        Some(_) => false,
    };
    if fits { Ok(()) } else { Err(Error::new(Code::JwtTypeRejected).part("`typ`")) }
}

/// Media types are compared without regard to case, and `application/` may be left out (RFC 7515 section 4.1.9).
fn is_type(value: &str, name: &str) -> bool {
    const PREFIX: &str = "application/";
    let bare = match value.get(..PREFIX.len()) {
        Some(prefix) if prefix.eq_ignore_ascii_case(PREFIX) => value.get(PREFIX.len()..).unwrap_or_default(),
        _ => value,
    };
    bare.eq_ignore_ascii_case(name)
}

fn malformed(part: &str) -> Error {
    Error::new(Code::JwtMalformed).part(part)
}
