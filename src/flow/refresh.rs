//! Tokens anew from a refresh token (RFC 6749 section 6, OpenID Connect Core 12).

use alloc::vec::Vec;

use crate::error::{Code, Error, ProviderAnswer, Result};
use crate::host::{Request, Response};
use crate::secret::RefreshToken;
use crate::uri;

use super::exchange::TokenResponse;
use super::http::{post, read_oauth};
use super::provider::Provider;
use super::refusal::{RefusalKind, kind};

/// The request. Without `scope` it is the one granted before.
pub fn request(provider: &Provider, client_id: &str, token: &RefreshToken, scope: Option<&str>, resource: Option<&str>) -> Request {
    let mut pairs = Vec::from([("grant_type", "refresh_token"), ("refresh_token", token.secret()), ("client_id", client_id)]);
    pairs.extend(scope.map(|scope| ("scope", scope)));
    pairs.extend(resource.map(|resource| ("resource", resource)));
    post(provider.token_endpoint.as_str(), uri::form(&pairs))
}

/// Reads the answer; an ID token or a new refresh token may be absent. `refresh_rejected` ends the session, `scope_refused` and
/// `interaction_required` do not, every other refusal is `token_rejected`; else as [`super::exchange::read`].
pub fn read(response: &Response, bound: bool) -> Result<TokenResponse> {
    TokenResponse::parse(&read_oauth(response, refused)?, bound)
}

fn refused(answer: ProviderAnswer) -> Error {
    let code = match (answer.error.as_str(), kind(&answer.error)) {
        ("invalid_grant", _) => Code::RefreshRejected,
        ("invalid_target", _) | (_, RefusalKind::Scope) => Code::ScopeRefused,
        (_, RefusalKind::InteractionRequired) => Code::InteractionRequired,
        _ => Code::TokenRejected,
    };
    Error::new(code).provider(answer)
}
