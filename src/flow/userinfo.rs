//! More claims about the person (OpenID Connect Core 5.3).

use alloc::string::String;

use crate::error::{Code, Error, Result};
use crate::host::{Request, Response};
use crate::json::Json;
use crate::secret::AccessToken;

use super::http::{invalid, read_json};
use super::provider::Provider;

/// The request, with the token in a header and never in the address (RFC 6750 section 2); `None` without such an endpoint.
pub fn request(provider: &Provider, token: &AccessToken, bound: bool) -> Option<Request> {
    let url = provider.userinfo_endpoint.as_ref()?.as_str().into();
    let headers = [("accept", "application/json".into()), ("authorization", authorization(token, bound))];
    Some(Request { url, headers: headers.into(), body: None })
}

/// What presents a token: RFC 6750 section 2.1, or RFC 9449 section 7.1 where it is bound to a key.
pub fn authorization(token: &AccessToken, bound: bool) -> String {
    [if bound { "DPoP " } else { "Bearer " }, token.secret()].concat()
}

/// Reads the claims about `subject`. `subject_mismatch` when they are about another person: they must not be used
/// (OpenID Connect Core 5.3.2). A signed or encrypted answer is `response_invalid`.
pub fn read(response: &Response, subject: &str) -> Result<Json> {
    let claims = read_json(response)?;
    match claims.field("sub").and_then(Json::as_str) {
        Some(sub) if sub == subject => Ok(claims),
        Some(_) => Err(Error::new(Code::SubjectMismatch)),
        None => Err(invalid("`sub`")),
    }
}
