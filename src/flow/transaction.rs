//! What is remembered of a request while the person is away: made once, stored under its `state`, taken once.

use alloc::{string::String, vec::Vec};

use crate::config::{Config, DEFAULT_SCOPE};
use crate::json::{Json, integer_into, quote_into};
use crate::secret::{CodeVerifier, Nonce, State};
use crate::time::UnixTime;

use super::pkce;
use super::return_to::ReturnTo;

/// Seconds that a transaction is good for.
pub const LIFETIME: i64 = 600;

/// The random octets that one transaction needs.
pub const ENTROPY: usize = 96;

/// What one sign-in asks for, beyond the configuration.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The scope to ask for; empty takes the configuration's, or the default.
    pub scope: String,
    /// Where the person was going.
    pub return_to: Option<ReturnTo>,
    /// Without any page of the provider (`prompt=none`).
    pub silent: bool,
    /// `prompt`, when not silent.
    pub prompt: Option<String>,
    /// `login_hint`
    pub login_hint: Option<String>,
    /// `max_age` in seconds; `None` takes the configuration's.
    pub max_age: Option<i64>,
    /// `acr_values`; empty takes the configuration's.
    pub acr_values: Vec<String>,
}

/// One authorization request that was sent and not answered yet. Holds secrets: for the tab's own store only.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Transaction {
    /// Ties the answer to this tab.
    pub state: State,
    /// Ties the ID token to this request.
    pub nonce: Nonce,
    /// Ties the code to this request.
    pub verifier: CodeVerifier,
    /// The issuer as configured when the request was sent: a code goes to no other (RFC 9700 section 4.4).
    pub issuer: String,
    /// The client that asked.
    pub client_id: String,
    /// Where the answer was asked to come, sent again with the code (RFC 6749 section 4.1.3).
    pub redirect_uri: String,
    /// Where the person was going.
    pub return_to: Option<ReturnTo>,
    /// When it was sent.
    pub requested_at: UnixTime,
    /// The scope that was asked for.
    pub scope: String,
    /// Whether it was a silent check.
    pub silent: bool,
    /// `prompt`, for asking once more with less.
    pub prompt: Option<String>,
    /// `login_hint`, for the same.
    pub login_hint: Option<String>,
    /// `max_age` in seconds, required of the answer.
    pub max_age: Option<i64>,
    /// `acr_values`, required of the answer.
    pub acr_values: Vec<String>,
    /// Resources that were asked for (RFC 8707).
    pub resource: Vec<String>,
    /// The thumbprint of the key that the code is bound to (RFC 9449 section 10), where it is.
    pub jkt: Option<String>,
}

impl Transaction {
    /// A new request; `entropy` is fresh from a cryptographic source and used for nothing else.
    pub fn new(entropy: &[u8; ENTROPY], now: UnixTime, config: &Config, ask: &Ask) -> Transaction {
        let mut parts = [[0u8; 32]; 3];
        for (part, octets) in parts.iter_mut().zip(entropy.chunks_exact(32)) {
            part.copy_from_slice(octets);
        }
        let [state, nonce, verifier] = parts;
        let scope = Some(ask.scope.as_str()).filter(|scope| !scope.is_empty()).or(config.scope.as_deref());
        Transaction {
            state: State::new(pkce::text(&state)),
            nonce: Nonce::new(pkce::text(&nonce)),
            verifier: pkce::verifier(&verifier),
            issuer: config.issuer.as_str().into(),
            client_id: config.client_id.clone(),
            redirect_uri: config.redirect_uri.as_str().into(),
            return_to: ask.return_to.clone(),
            requested_at: now,
            scope: scope.unwrap_or(DEFAULT_SCOPE).into(),
            silent: ask.silent,
            prompt: ask.prompt.clone(),
            login_hint: ask.login_hint.clone(),
            max_age: ask.max_age.or(config.max_age),
            acr_values: if ask.acr_values.is_empty() { config.acr_values.clone() } else { ask.acr_values.clone() },
            resource: config.resource.clone(),
            jkt: None,
        }
    }

    /// Whether it was sent too long ago, or in a future that a clock set back has made.
    pub fn is_expired(&self, now: UnixTime) -> bool {
        !(0..=LIFETIME).contains(&now.since(self.requested_at))
    }

    /// As JSON for the tab's store.
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\"v\":1");
        let texts = [
            ("state", self.state.secret()),
            ("nonce", self.nonce.secret()),
            ("verifier", self.verifier.secret()),
            ("issuer", &self.issuer),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &self.scope),
        ];
        texts.iter().for_each(|(name, value)| {
            member(&mut out, name);
            quote_into(&mut out, value);
        });
        let optional = [
            ("return_to", self.return_to.as_ref().map(ReturnTo::as_str)),
            ("prompt", self.prompt.as_deref()),
            ("login_hint", self.login_hint.as_deref()),
            ("jkt", self.jkt.as_deref()),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                member(&mut out, name);
                quote_into(&mut out, value);
            }
        }
        if let Some(max_age) = self.max_age {
            member(&mut out, "max_age");
            integer_into(&mut out, max_age);
        }
        member(&mut out, "requested_at");
        integer_into(&mut out, self.requested_at.seconds());
        member(&mut out, "silent");
        out.push_str(if self.silent { "true" } else { "false" });
        member(&mut out, "acr_values");
        list(&mut out, &self.acr_values);
        member(&mut out, "resource");
        list(&mut out, &self.resource);
        out.push('}');
        out
    }

    /// From the tab's store; `None` for whatever [`Transaction::to_json`] of this version would not have written.
    pub fn parse(text: &str) -> Option<Transaction> {
        let json = Json::parse(text).ok()?;
        let text = |name: &str| json.field(name)?.as_str().filter(|text| !text.is_empty());
        let silent = json.field("silent")?.as_bool()?;
        let requested_at = UnixTime::from_seconds(json.field("requested_at")?.as_integer()?)?;
        let max_age = match json.field("max_age") {
            Some(value) => Some(value.as_integer().filter(|seconds| *seconds >= 0)?),
            None => None,
        };
        // All that can fail goes before all that is kept: nothing has to be thrown away half made.
        let (state, nonce, verifier) = (text("state")?, text("nonce")?, text("verifier")?);
        let (issuer, client_id) = (text("issuer")?, text("client_id")?);
        let (redirect_uri, scope) = (text("redirect_uri")?, text("scope")?);
        let (acr_values, resource) = (list_of(&json, "acr_values")?, list_of(&json, "resource")?);
        let return_to = json.field("return_to").map(|value| value.as_str().and_then(ReturnTo::parse));
        let word = |name: &str| json.field(name).map(|value| value.as_str().map(String::from));
        let (prompt, login_hint, jkt) = (word("prompt"), word("login_hint"), word("jkt"));
        let unreadable = return_to == Some(None) || [&prompt, &login_hint, &jkt].iter().any(|word| **word == Some(None));
        if json.field("v")?.as_integer()? != 1 || unreadable {
            return None;
        }
        Some(Transaction {
            state: State::new(state.into()),
            nonce: Nonce::new(nonce.into()),
            verifier: CodeVerifier::new(verifier.into()),
            issuer: issuer.into(),
            client_id: client_id.into(),
            redirect_uri: redirect_uri.into(),
            return_to: return_to.flatten(),
            requested_at,
            scope: scope.into(),
            silent,
            prompt: prompt.flatten(),
            login_hint: login_hint.flatten(),
            max_age,
            acr_values,
            resource,
            jkt: jkt.flatten(),
        })
    }
}

fn list_of(json: &Json, name: &str) -> Option<Vec<String>> {
    json.field(name)?.texts()
}

fn member(out: &mut String, name: &str) {
    out.push_str(",\"");
    out.push_str(name);
    out.push_str("\":");
}

fn list(out: &mut String, items: &[String]) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        quote_into(out, item);
    }
    out.push(']');
}
