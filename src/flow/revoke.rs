//! Gives a token back (RFC 7009).

use crate::error::{Code, Error, Result};
use crate::host::{Request, Response};
use crate::secret::RefreshToken;
use crate::uri;

use super::http::{http_error, invalid, oauth_error, post};
use super::provider::Provider;

/// The request to give a refresh token back, and with it what came from it; `None` without such an endpoint.
pub fn request(provider: &Provider, client_id: &str, token: &RefreshToken) -> Option<Request> {
    let pairs = [("token", token.secret()), ("token_type_hint", "refresh_token"), ("client_id", client_id)];
    Some(post(provider.revocation_endpoint.as_ref()?.as_str(), uri::form(&pairs)))
}

/// Reads the answer, whose body says nothing (RFC 7009 section 2.2). After `http_error` the token still stands.
pub fn read(response: &Response) -> Result<()> {
    match (response.status, oauth_error(response)) {
        (200..=299, _) => Ok(()),
        (_, Some(answer)) => Err(Error::new(Code::TokenRejected).provider(answer)),
        (400..=599, None) => Err(http_error(response)),
        _ => Err(invalid("status")),
    }
}
