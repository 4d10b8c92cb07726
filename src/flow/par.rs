//! A pushed authorization request (RFC 9126): the parameters go to the provider first, and the address only refers to them.

use alloc::{string::String, vec::Vec};

use crate::error::Result;
use crate::host::{Request, Response};
use crate::json::Json;
use crate::uri;

use super::http::{invalid, oauth_error, post, read_status};
use super::provider::Provider;
use super::refusal::Refusal;

/// The longest `request_uri` that is followed, in bytes: it goes into an address that a server must take.
const LONGEST: usize = 2_048;

/// The request that pushes `parameters`. `response_invalid` for a provider without such an endpoint.
pub fn request(provider: &Provider, parameters: &[(&str, String)]) -> Result<Request> {
    let endpoint = provider.pushed_authorization_request_endpoint.as_ref();
    let endpoint = endpoint.ok_or_else(|| invalid("`pushed_authorization_request_endpoint` is missing"))?;
    let pairs: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Ok(post(endpoint.as_str(), uri::form(&pairs)))
}

/// Reads the answer: the `request_uri`, to be used once and at once (RFC 9126 section 2.2). What is refused here is refused as at the
/// authorization endpoint: `scope_refused`, `authorization_denied`; else `http_error` or `response_invalid`.
pub fn read(response: &Response) -> Result<String> {
    if let Some(answer) = oauth_error(response) {
        return Err(Refusal::new(answer).error());
    }
    let json = read_status(response, 201)?;
    let lives = json.field("expires_in").and_then(Json::as_integer).is_some_and(|seconds| seconds > 0);
    let uri = json.field("request_uri").and_then(Json::as_str).filter(|uri| is_reference(uri));
    match uri {
        Some(uri) if lives => Ok(uri.into()),
        Some(_) => Err(invalid("`expires_in`")),
        None => Err(invalid("`request_uri`")),
    }
}

fn is_reference(uri: &str) -> bool {
    (1..=LONGEST).contains(&uri.len()) && uri::has_uri_letters(uri)
}

/// The address that a person is sent to after a push: whose request, and which (RFC 9126 section 4).
pub fn authorization_url(provider: &Provider, client_id: &str, request_uri: &str) -> String {
    uri::with_query(provider.authorization_endpoint.as_str(), &[("client_id", client_id), ("request_uri", request_uri)])
}
