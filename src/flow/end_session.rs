//! Signs out at the provider (RP-Initiated Logout 1.0), in the provider's own way where it has one.

use alloc::{string::String, vec::Vec};

use crate::config::Config;
use crate::presets::LogoutMode;
use crate::secret::RawIdToken;
use crate::uri;

use super::provider::Provider;

/// The address that ends the provider's session; `None` when there is none, and then signing out here is all there is.
pub fn url(mode: LogoutMode, provider: &Provider, config: &Config, id_token: Option<&RawIdToken>) -> Option<String> {
    let endpoint = provider.end_session_endpoint.as_ref().map(|url| url.as_str());
    let (client, back) = (("client_id", config.client_id.as_str()), config.post_logout_redirect_uri.as_str());
    match (mode, endpoint) {
        (LogoutMode::None, _) | (LogoutMode::RpInitiated, None) => None,
        (LogoutMode::RpInitiated | LogoutMode::Auth0V2, Some(endpoint)) => {
            // The client is named as well: a hint may have expired, and without either the way back is refused.
            let mut pairs = Vec::from([client, ("post_logout_redirect_uri", back)]);
            pairs.extend(id_token.map(|token| ("id_token_hint", token.secret())));
            Some(uri::with_query(endpoint, &pairs))
        }
        (LogoutMode::Cognito, _) => Some(beside(provider.authorization_endpoint.origin(), "/logout", &[client, ("logout_uri", back)])),
        (LogoutMode::Auth0V2, None) => Some(beside(provider.authorization_endpoint.origin(), "/v2/logout", &[client, ("returnTo", back)])),
    }
}

fn beside(origin: &str, path: &str, pairs: &[(&str, &str)]) -> String {
    uri::with_query(&[origin, path].concat(), pairs)
}
