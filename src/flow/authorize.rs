//! The authorization request (OpenID Connect Core 3.1.2.1, RFC 7636 section 4.3).

use alloc::{string::String, vec::Vec};

use crate::config::{Config, ResponseMode, ResponseType};
use crate::json::integer;
use crate::uri;

use super::pkce;
use super::provider::Provider;
use super::transaction::{Ask, Transaction};

/// The address that a person is sent to. `transaction` must be the one made from the same `ask`.
pub fn authorization_url(provider: &Provider, config: &Config, ask: &Ask, transaction: &Transaction) -> String {
    let parameters = parameters(config, ask, transaction);
    let pairs: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    uri::with_query(provider.authorization_endpoint.as_str(), &pairs)
}

/// The parameters of the request, for the address or for a push (RFC 9126 section 2.1).
pub fn parameters<'a>(config: &'a Config, ask: &Ask, transaction: &Transaction) -> Vec<(&'a str, String)> {
    let mut out = protocol(config, transaction);
    let mut add = |name, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.push((name, value.into()));
        }
    };
    add("prompt", if transaction.silent { Some("none") } else { ask.prompt.as_deref() });
    add("login_hint", ask.login_hint.as_deref());
    add("max_age", transaction.max_age.map(integer).as_deref());
    add("acr_values", Some(&uri::joined(&transaction.acr_values, " ")));
    add("dpop_jkt", transaction.jkt.as_deref());
    add("audience", config.audience.as_deref());
    for resource in &transaction.resource {
        add("resource", Some(resource));
    }
    // What this request says itself goes before what every request says.
    for (name, value) in &config.authorize_params {
        if !out.iter().any(|(other, _)| *other == name.as_str()) {
            out.push((name, value.clone()));
        }
    }
    out
}

fn protocol(config: &Config, transaction: &Transaction) -> Vec<(&'static str, String)> {
    let is_code = config.response_type == ResponseType::Code;
    let mut out: Vec<(&'static str, String)> = Vec::from([
        ("response_type", if is_code { "code" } else { "id_token" }.into()),
        ("client_id", transaction.client_id.clone()),
        ("redirect_uri", transaction.redirect_uri.clone()),
        ("scope", transaction.scope.clone()),
        ("state", transaction.state.secret().into()),
        ("nonce", transaction.nonce.secret().into()),
    ]);
    if is_code {
        out.push(("code_challenge", pkce::challenge(&transaction.verifier)));
        out.push(("code_challenge_method", pkce::METHOD.into()));
        // The other way round it is the default, which some providers refuse to hear.
        if config.response_mode == ResponseMode::Fragment {
            out.push(("response_mode", "fragment".into()));
        }
    }
    out
}
