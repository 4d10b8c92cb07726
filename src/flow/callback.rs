//! The authorization response: what of the address is ours, what it says, and the address without it
//! (RFC 6749 section 4.1.2, RFC 9207).

use alloc::{string::String, vec::Vec};

use crate::config::{ResponseMode, ResponseType};
use crate::error::{Code, Error, Result};
use crate::secret::{AuthorizationCode, RawIdToken, State};
use crate::uri::{self, HttpUrl};

use super::provider::Provider;
use super::refusal::{self, Refusal};

/// Parameters that a response may have; each at most once (RFC 6749 section 3.1).
const PARAMETERS: &[&str] = &["code", "id_token", "state", "iss", "error", "error_description", "error_uri", "session_state"];

/// A response in the address. Whether it is ours is for the one who keeps the transactions to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// Its `state`; without one it is ours only while this tab has an open transaction, and then not acceptable.
    pub state: Option<State>,
    /// Its `iss` (RFC 9207).
    pub iss: Option<String>,
    /// What it says, or `response_malformed`. To be looked at after the transaction was taken.
    pub answer: Result<Answer>,
}

/// What a response says.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Signed in.
    Code(AuthorizationCode),
    /// Signed in, and no more than that (OpenID Connect Core 3.2.2.5). Not verified.
    IdToken(RawIdToken),
    /// Not signed in.
    Refused(Refusal),
    /// Neither: a response only if its `state` is known, and then malformed.
    Nothing,
}

impl Callback {
    /// Reads the address of the page. `None` when it is not on the path of `redirect_uri` or has no part of a response where
    /// `mode` puts it. What was not asked for by `kind` is not looked at.
    pub fn read(address: &str, redirect_uri: &HttpUrl, mode: ResponseMode, kind: ResponseType) -> Option<Callback> {
        let address = Address::split(address);
        if address.path() != redirect_uri.path() {
            return None;
        }
        let found = Found::among(address.part(mode)?, kind);
        let state = found.value("state").map(State::new);
        let answer = found.answer();
        if state.is_none() && answer == Ok(Answer::Nothing) {
            return None;
        }
        Some(Callback { state, iss: found.value("iss"), answer })
    }

    /// Whether the response comes from the provider that was asked (RFC 9207 section 2.4), refusals as well. An ID token says it itself
    /// and signed, so that some providers leave it out beside one.
    pub fn check_issuer(&self, provider: &Provider) -> Result<()> {
        match &self.iss {
            Some(iss) if provider.is_issuer(iss) => Ok(()),
            Some(_) => Err(Error::new(Code::ResponseIssuerMismatch)),
            None if provider.names_issuer && !matches!(self.answer, Ok(Answer::IdToken(_))) => Err(Error::new(Code::ResponseIssuerMissing)),
            None => Ok(()),
        }
    }
}

/// `address` without the parameters of a response; the application's own, and its fragment, stay as they are written.
/// A fragment that holds tokens or a code goes as a whole: whoever put it there, it must not stay in the address bar.
pub fn strip(address: &str, mode: ResponseMode) -> String {
    let parts = Address::split(address);
    let mut out = String::from(parts.base);
    let query = if mode == ResponseMode::Query { parts.query.map(without_response) } else { parts.query.map(Into::into) };
    let fragment = parts.fragment.filter(|fragment| !holds_tokens(fragment));
    let fragment = if mode == ResponseMode::Fragment { fragment.map(without_response) } else { fragment.map(Into::into) };
    for (mark, part) in [('?', query), ('#', fragment)] {
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            out.push(mark);
            out.push_str(&part);
        }
    }
    out
}

/// `address` without its fragment when, on the path of `redirect_uri`, that holds tokens nobody asked for; `None` otherwise.
pub fn without_injected_tokens(address: &str, redirect_uri: &HttpUrl, mode: ResponseMode) -> Option<String> {
    let parts = Address::split(address);
    let injected = mode == ResponseMode::Query && parts.path() == redirect_uri.path() && parts.fragment.is_some_and(holds_tokens);
    injected.then(|| uri::until(address, b"#").into())
}

/// An address as the browser writes it, which may hold more than [`HttpUrl`] would take.
struct Address<'a> {
    base: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Address<'a> {
    fn split(address: &'a str) -> Self {
        let (rest, fragment) = address.split_once('#').map_or((address, None), |(rest, part)| (rest, Some(part)));
        let (base, query) = rest.split_once('?').map_or((rest, None), |(base, part)| (base, Some(part)));
        Self { base, query, fragment }
    }

    fn path(&self) -> &'a str {
        let after_scheme = uri::cut(self.base, "://").map_or(self.base, |(_, rest)| rest);
        after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or("/")
    }

    fn part(&self, mode: ResponseMode) -> Option<&'a str> {
        match mode {
            ResponseMode::Query => self.query,
            ResponseMode::Fragment => self.fragment,
        }
    }
}

/// The parameters of a response, in the order in which they stand. A value that cannot be decoded is `None`.
struct Found(Vec<(&'static str, Option<String>)>);

impl Found {
    fn among(part: &str, kind: ResponseType) -> Self {
        let other = if kind == ResponseType::Code { "id_token" } else { "code" };
        let known = |piece| name_of(piece).filter(|name| *name != other);
        Self(part.split('&').filter_map(|piece| Some((known(piece)?, value_of(piece)))).collect())
    }

    /// The first value; an empty one counts as absent (RFC 6749 section 3.1).
    fn value(&self, name: &str) -> Option<String> {
        let value = self.0.iter().find(|(key, _)| *key == name)?.1.as_ref();
        value.filter(|value| !value.is_empty()).cloned()
    }

    fn answer(&self) -> Result<Answer> {
        let malformed = |part: &str| Err(Error::new(Code::ResponseMalformed).part(part));
        if !self.0.iter().any(|(name, value)| matches!(*name, "code" | "id_token" | "error") && value.as_deref() != Some("")) {
            return Ok(Answer::Nothing);
        }
        if let Some(name) = self.fault() {
            return malformed(&["`", name, "` twice or undecodable"].concat());
        }
        if let Some(token) = self.value("id_token") {
            let refused = self.value("error").is_some();
            return if refused { malformed("both `id_token` and `error`") } else { Ok(Answer::IdToken(RawIdToken::new(token))) };
        }
        match (self.value("code"), self.value("error")) {
            (Some(_), Some(_)) => malformed("both `code` and `error`"),
            (Some(code), None) if code.bytes().all(|b| matches!(b, 0x20..=0x7E)) => Ok(Answer::Code(AuthorizationCode::new(code))),
            (None, Some(error)) => match refusal::provider_answer(&error, self.value("error_description").as_deref()) {
                Some(answer) => Ok(Answer::Refused(Refusal::new(answer))),
                None => malformed("`error`"),
            },
            _ => malformed("`code`"),
        }
    }

    /// A parameter that stands twice or cannot be decoded. A description never makes a refusal unreadable.
    fn fault(&self) -> Option<&'static str> {
        let twice = |name: &str| self.0.iter().filter(|(key, _)| *key == name).count() > 1;
        let broken = |name: &str, value: &Option<String>| value.is_none() && name != "error_description" && name != "error_uri";
        self.0.iter().find(|(name, value)| twice(name) || broken(name, value)).map(|(name, _)| *name)
    }
}

fn name_of(piece: &str) -> Option<&'static str> {
    let name = form_decode(uri::until(piece, b"="))?;
    PARAMETERS.iter().find(|known| **known == name).copied()
}

fn value_of(piece: &str) -> Option<String> {
    piece.split_once('=').map_or(Some(String::new()), |(_, value)| form_decode(value))
}

fn form_decode(text: &str) -> Option<String> {
    uri::decode(&text.replace('+', " "))
}

fn without_response(part: &str) -> String {
    let pieces: Vec<&str> = part.split('&').filter(|piece| name_of(piece).is_none()).collect();
    uri::joined(&pieces, "&")
}

fn holds_tokens(fragment: &str) -> bool {
    fragment.split('&').any(|piece| matches!(uri::until(piece, b"="), "access_token" | "id_token" | "code"))
}
