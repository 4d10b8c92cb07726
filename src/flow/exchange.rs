//! A code becomes tokens (RFC 6749 sections 4.1.3 and 5.1, OpenID Connect Core 3.1.3).

use alloc::{string::String, vec::Vec};

use crate::error::{Code, Error, Result};
use crate::host::{Request, Response};
use crate::json::Json;
use crate::secret::{AccessToken, AuthorizationCode, RawIdToken, RefreshToken, can_be_sent};
use crate::time::seconds_of;
use crate::uri;

use super::http::{post, read_oauth};
use super::provider::Provider;
use super::transaction::Transaction;

/// What a token endpoint gave.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TokenResponse {
    /// A bearer token, or one that is bound to a key.
    pub access_token: AccessToken,
    /// Its lifetime in seconds from the answer on; `None` when the answer does not say it in earnest.
    pub expires_in: Option<i64>,
    /// What was granted; `None` when it is what was asked for.
    pub scope: Option<String>,
    /// Not verified. Always there after [`read`].
    pub id_token: Option<RawIdToken>,
    /// The next refresh token; `None` keeps the present one.
    pub refresh_token: Option<RefreshToken>,
}

/// The request for `code`. A code is used once: it is never sent again, whatever the answer (RFC 6749 section 4.1.2).
pub fn request(provider: &Provider, transaction: &Transaction, code: &AuthorizationCode) -> Request {
    let mut pairs = Vec::from([
        ("grant_type", "authorization_code"),
        ("code", code.secret()),
        ("redirect_uri", &transaction.redirect_uri),
        ("client_id", &transaction.client_id),
        ("code_verifier", transaction.verifier.secret()),
    ]);
    // A token for one resource each: the others by the refresh token (RFC 8707 section 2.2).
    pairs.extend(transaction.resource.first().map(|resource| ("resource", resource.as_str())));
    post(provider.token_endpoint.as_str(), uri::form(&pairs))
}

/// Reads the answer. `token_rejected` with what the provider said, `http_error`, `response_invalid`, `token_response_invalid`
/// naming the member, `token_type_unsupported`, or `dpop_downgraded` for a bearer token where a `bound` one was asked for
/// (RFC 9449 section 5).
pub fn read(response: &Response, bound: bool) -> Result<TokenResponse> {
    let json = read_oauth(response, |answer| Error::new(Code::TokenRejected).provider(answer))?;
    let tokens = TokenResponse::parse(&json, bound)?;
    match tokens.id_token {
        Some(_) => Ok(tokens),
        None => Err(invalid("id_token")),
    }
}

impl TokenResponse {
    pub(super) fn parse(json: &Json, bound: bool) -> Result<TokenResponse> {
        if json.as_object().is_none() {
            return Err(Error::new(Code::TokenResponseInvalid));
        }
        let access_token = token(json, "access_token")?.ok_or_else(|| invalid("access_token"))?;
        let token_type = text(json, "token_type")?.ok_or_else(|| invalid("token_type"))?;
        match token_type.eq_ignore_ascii_case(if bound { "dpop" } else { "bearer" }) {
            true => {}
            false if bound && token_type.eq_ignore_ascii_case("bearer") => return Err(Error::new(Code::DpopDowngraded)),
            false => return Err(Error::new(Code::TokenTypeUnsupported)),
        }
        let (expires_in, scope) = (expires_in(json.field("expires_in"))?, text(json, "scope")?);
        let (id_token, refresh_token) = (token(json, "id_token")?, token(json, "refresh_token")?);
        Ok(TokenResponse {
            access_token: AccessToken::new(access_token.into()),
            expires_in,
            scope: scope.map(Into::into),
            id_token: id_token.map(|token| RawIdToken::new(token.into())),
            refresh_token: refresh_token.map(|token| RefreshToken::new(token.into())),
        })
    }
}

/// A string; `null` is the same as absent, since servers write it so.
fn text<'a>(json: &'a Json, name: &str) -> Result<Option<&'a str>> {
    match json.field(name) {
        None | Some(Json::Null) => Ok(None),
        Some(value) => value.as_str().map(Some).ok_or_else(|| invalid(name)),
    }
}

fn token<'a>(json: &'a Json, name: &str) -> Result<Option<&'a str>> {
    match text(json, name)? {
        Some(token) if !can_be_sent(token) => Err(invalid(name)),
        token => Ok(token),
    }
}

/// Seconds as a number, or as a string of digits as some servers write them. What no clock can be set by (zero, negative, longer
/// than a browser's timer) is unknown; what is no number is refused.
fn expires_in(value: Option<&Json>) -> Result<Option<i64>> {
    let seconds = match value {
        None | Some(Json::Null) => return Ok(None),
        Some(Json::Integer(seconds)) => *seconds,
        Some(Json::Float(seconds)) => whole(*seconds),
        Some(Json::Text(digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => seconds_of(digits).unwrap_or(0),
        Some(_) => return Err(invalid("expires_in")),
    };
    Ok((1..=i64::from(i32::MAX)).contains(&seconds).then_some(seconds))
}

#[allow(clippy::cast_possible_truncation, reason = "the cast saturates, and the caller tests the range")]
fn whole(seconds: f64) -> i64 {
    seconds as i64
}

fn invalid(name: &str) -> Error {
    Error::new(Code::TokenResponseInvalid).part(&["`", name, "`"].concat())
}
