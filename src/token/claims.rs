//! Small readers of claims. A claim of the wrong type is `claim_invalid`, never taken for absent.

use alloc::{string::String, vec::Vec};

use crate::error::{Code, Error, Result};
use crate::json::Json;
use crate::time::{Leeway, UnixTime};
use crate::uri::cut;

/// `code` about the claim `name`.
pub(super) fn about(code: Code, name: &str) -> Error {
    Error::new(code).claim(name)
}

/// The value, or `claim_missing`.
pub(super) fn required<T>(value: Option<T>, name: &str) -> Result<T> {
    value.ok_or_else(|| about(Code::ClaimMissing, name))
}

/// A string claim.
pub(super) fn text<'a>(claims: &'a Json, name: &str) -> Result<Option<&'a str>> {
    match claims.field(name) {
        None => Ok(None),
        Some(Json::Text(text)) => Ok(Some(text)),
        Some(_) => Err(about(Code::ClaimInvalid, name)),
    }
}

/// A `NumericDate` (RFC 7519 section 2). A fraction is cut off, so that a token never lives longer than it says.
pub(super) fn date(claims: &Json, name: &str) -> Result<Option<UnixTime>> {
    let seconds = match claims.field(name) {
        None => return Ok(None),
        Some(Json::Integer(seconds)) => Some(*seconds),
        Some(Json::Float(seconds)) => whole_seconds(*seconds),
        Some(_) => None,
    };
    seconds.and_then(UnixTime::from_seconds).map(Some).ok_or_else(|| about(Code::ClaimInvalid, name))
}

#[allow(clippy::cast_possible_truncation, reason = "the range is tested first; a fraction is cut off on purpose")]
fn whole_seconds(seconds: f64) -> Option<i64> {
    (seconds.is_sign_positive() && seconds < 9_007_199_254_740_992.0).then_some(seconds as i64)
}

/// `sub`: 1 to 255 ASCII characters (OpenID Connect Core section 2).
pub(super) fn subject(claims: &Json) -> Result<&str> {
    let sub = required(text(claims, "sub")?, "sub")?;
    if sub.is_empty() || sub.len() > 255 || !sub.is_ascii() {
        return Err(about(Code::ClaimInvalid, "sub"));
    }
    Ok(sub)
}

/// `aud`: a non-empty string or a non-empty array of them (RFC 7519 section 4.1.3).
pub(super) fn audience(claims: &Json) -> Result<Option<Vec<String>>> {
    let names = match claims.field("aud") {
        None => return Ok(None),
        Some(Json::Text(name)) => Some(Vec::from([name.clone()])),
        Some(item) => item.texts(),
    };
    let names = names.filter(|names| !names.is_empty() && !names.iter().any(String::is_empty));
    names.map(Some).ok_or_else(|| about(Code::ClaimInvalid, "aud"))
}

/// `iss` exactly as expected, code point by code point. With `template`, `{tenantid}` in it stands for the claim `tid`, and a key
/// that its issuer bound to one tenant signs for that one only (Entra ID).
pub(super) fn issuer<'a>(claims: &'a Json, expected: &str, template: bool, key_issuer: Option<&str>) -> Result<&'a str> {
    let iss = required(text(claims, "iss")?, "iss")?;
    let fits = match cut(expected, "{tenantid}").filter(|_| template) {
        None => iss == expected,
        Some((before, after)) => {
            let tenant = required(text(claims, "tid")?, "tid")?;
            let middle = iss.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            is_tenant(tenant) && middle == Some(tenant) && key_issuer.is_none_or(|bound| bound == expected || bound == iss)
        }
    };
    if fits { Ok(iss) } else { Err(about(Code::IssuerRejected, "iss")) }
}

/// A GUID: nothing that could bend the path of an issuer.
fn is_tenant(tenant: &str) -> bool {
    tenant.len() == 36 && tenant.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// `exp`, and from it the moment at which the token stops to count: `exp`, or with the leeway if it had passed within that.
pub(super) fn expiry(claims: &Json, now: UnixTime, leeway: Leeway) -> Result<UnixTime> {
    let exp = required(date(claims, "exp")?, "exp")?;
    let last = exp.plus(leeway.seconds());
    if now >= last {
        return Err(about(Code::TokenExpired, "exp"));
    }
    Ok(if now >= exp { last } else { exp })
}

/// `iat` or `nbf` may lie ahead by the leeway at most.
pub(super) fn not_ahead(moment: Option<UnixTime>, name: &str, now: UnixTime, leeway: Leeway) -> Result<()> {
    match moment {
        Some(moment) if moment > now.plus(leeway.seconds()) => Err(about(Code::TokenNotYetValid, name)),
        _ => Ok(()),
    }
}
