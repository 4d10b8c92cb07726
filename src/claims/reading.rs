//! From verified claims to sets of names, each with a state.

use alloc::collections::BTreeMap;
use alloc::{string::String, vec::Vec};

use crate::error::{Code, Error};
use crate::finding::child;
use crate::json::Json;
use crate::names::{Diagnostic, Name, NameSet, Names, State};

use super::MAX_NAMES;
use super::half::{ClaimSources, Half};
use super::shape::{self, Found};
use super::source::{Key, Kind, Source, Token};

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A page, signed in by an ID token.
    Client,
    /// A resource server, with an access token.
    Api,
}

/// The verified claims of one person. An `access` that is there and not an object could not be read: `unavailable`.
#[derive(Clone, Copy, Debug)]
pub struct TokenClaims<'a> {
    /// Of the ID token.
    pub id: Option<&'a Json>,
    /// Of the userinfo endpoint.
    pub userinfo: Userinfo<'a>,
    /// Of the access token.
    pub access: Option<&'a Json>,
}

/// What is known of the userinfo endpoint's answer.
#[derive(Clone, Copy, Debug)]
pub enum Userinfo<'a> {
    /// Not asked: as if the claims were absent.
    NotAsked,
    /// Asked without an answer.
    Unavailable,
    /// Its claims; they count if their `sub` is the ID token's.
    Claims(&'a Json),
}

impl ClaimSources {
    /// Reads all names of `side`. Nobody is signed in without claims of that side's token (ruling R14).
    ///
    /// # Errors
    /// `claim_missing` or `claim_invalid` (overage) where the map says `"error"` (ruling R18).
    pub fn read(&self, side: Side, tokens: &TokenClaims<'_>) -> Result<Names, Error> {
        let Some(own) = own_token(side, tokens) else { return Ok(Names::default()) };
        let half = self.half(side);
        let mut diagnostics = Vec::new();
        let mut set = |kind: &Option<Kind>| match kind {
            Some(kind) => read_kind(kind, tokens, &mut diagnostics),
            None => Ok(NameSet::default()),
        };
        let (groups, roles) = (set(&half.groups)?, set(&half.roles)?);
        let (permissions, scopes) = (set(&half.permissions)?, set(&half.scopes)?);
        diagnostics.sort_unstable();
        diagnostics.dedup();
        let auth_time = own.field("auth_time").and_then(whole_seconds);
        let acr = own.field("acr").and_then(Json::as_str).map(String::from);
        Ok(Names { signed_in: true, groups, roles, permissions, scopes, diagnostics, auth_time, acr })
    }

    /// Whether a page must ask the userinfo endpoint: a name is missing that it may have.
    pub fn needs_userinfo(&self, tokens: &TokenClaims<'_>) -> bool {
        let asked = !matches!(tokens.userinfo, Userinfo::NotAsked);
        !asked && own_token(Side::Client, tokens).is_some() && self.client.kinds().any(|kind| kind_needs_userinfo(kind, tokens))
    }

    fn half(&self, side: Side) -> &Half {
        match side {
            Side::Client => &self.client,
            Side::Api => &self.api,
        }
    }
}

/// The claims that make somebody signed in: an object that is not empty.
fn own_token<'a>(side: Side, tokens: &TokenClaims<'a>) -> Option<&'a Json> {
    let own = match side {
        Side::Client => tokens.id,
        Side::Api => tokens.access,
    };
    own.filter(|claims| claims.as_object().is_some_and(|members| !members.is_empty()))
}

#[allow(clippy::cast_possible_truncation, reason = "a conversion from f64 saturates")]
fn whole_seconds(value: &Json) -> Option<i64> {
    match value {
        Json::Integer(seconds) => Some(*seconds),
        Json::Float(seconds) => Some(*seconds as i64),
        _ => None,
    }
}

fn kind_needs_userinfo(kind: &Kind, tokens: &TokenClaims<'_>) -> bool {
    for source in &kind.sources {
        if source.token == Token::Userinfo {
            return true;
        }
        if !kind.union && Reading::default().source(kind, source, tokens) != State::Absent {
            return false;
        }
    }
    false
}

fn read_kind(kind: &Kind, tokens: &TokenClaims<'_>, diagnostics: &mut Vec<Diagnostic>) -> Result<NameSet, Error> {
    let mut reading = Reading::default();
    let mut worst = (State::Absent, kind.sources.first());
    for source in &kind.sources {
        let state = reading.source(kind, source, tokens);
        if state < worst.0 {
            worst = (state, Some(source));
        }
        if !kind.union && state != State::Absent {
            break;
        }
    }
    if reading.too_many {
        reading.names.clear();
        worst.0 = worst.0.min(State::Malformed);
    }
    let code = match worst.0 {
        State::Absent if kind.absent_is_error => Some(Code::ClaimMissing),
        State::Overage if kind.overage_is_error => Some(Code::ClaimInvalid),
        _ => None,
    };
    if let Some(code) = code {
        return Err(Error::new(code).claim(worst.1.and_then(Source::claim).unwrap_or(kind.name)));
    }
    diagnostics.append(&mut reading.diagnostics);
    Ok(NameSet { names: reading.names.into_values().collect(), state: worst.0 })
}

/// The names of one kind while its sources are read.
#[derive(Default)]
struct Reading {
    names: BTreeMap<String, Name>,
    diagnostics: Vec<Diagnostic>,
    too_many: bool,
}

impl Reading {
    fn source(&mut self, kind: &Kind, source: &Source, tokens: &TokenClaims<'_>) -> State {
        let claims = match source.token {
            Token::Id => tokens.id,
            Token::Access => tokens.access,
            Token::Userinfo => match self.userinfo(tokens) {
                Ok(claims) => claims,
                Err(()) => return State::Unavailable,
            },
        };
        let Some(claims) = claims else { return State::Absent };
        if claims.as_object().is_none() {
            return State::Unavailable;
        }
        let mut walk = Walk { kind, source, keys: Vec::new(), read: 0, reading: self };
        let state = walk.step(claims, &source.path, String::new());
        if is_overage(kind, source, claims) { State::Overage } else { state }
    }

    /// The answer of the userinfo endpoint, if it is about the person of the ID token (ruling R14).
    fn userinfo<'a>(&mut self, tokens: &TokenClaims<'a>) -> Result<Option<&'a Json>, ()> {
        let claims = match tokens.userinfo {
            Userinfo::NotAsked => return Ok(None),
            Userinfo::Unavailable => return Err(()),
            Userinfo::Claims(claims) => claims,
        };
        let subject = |claims: &'a Json| claims.field("sub").and_then(Json::as_str).filter(|sub| !sub.is_empty());
        let theirs = subject(claims);
        if theirs.is_some() && theirs == tokens.id.and_then(subject) {
            return Ok(Some(claims));
        }
        // Without the value: it may be another person's subject.
        self.diagnostics.push(Diagnostic { code: "userinfo_subject", value: String::new() });
        Err(())
    }
}

/// The way along a path.
struct Walk<'a, 'r> {
    kind: &'a Kind,
    source: &'a Source,
    keys: Vec<&'a str>,
    read: usize,
    reading: &'r mut Reading,
}

impl<'a> Walk<'a, '_> {
    fn step(&mut self, at: &'a Json, path: &'a [Key], pointer: String) -> State {
        let Some((key, rest)) = path.split_first() else { return self.claim(at, &pointer) };
        match (key, at) {
            (_, Json::Null) => State::Absent,
            (Key::Name(name), Json::Object(_)) => match at.field(name) {
                Some(value) => self.step(value, rest, child(&pointer, name)),
                None => State::Absent,
            },
            (Key::Each(_), Json::Object(members)) if members.is_empty() => State::Empty,
            (Key::Each(_), Json::Object(members)) => {
                let mut worst = State::Absent;
                for (name, value) in members {
                    worst = worst.min(self.member(name, value, rest, &pointer));
                }
                worst
            }
            _ => State::Malformed,
        }
    }

    fn member(&mut self, name: &'a str, value: &'a Json, rest: &'a [Key], pointer: &str) -> State {
        if !shape::is_sound(name) {
            self.reading.diagnostics.push(shape::malformed(name));
            return State::Malformed;
        }
        self.keys.push(name);
        let state = self.step(value, rest, child(pointer, name));
        self.keys.pop();
        state
    }

    fn claim(&mut self, claim: &Json, pointer: &str) -> State {
        let mut found = Found::default();
        let state = self.source.shape.read(claim, self.source.numbers, &mut found);
        self.read += found.count;
        if self.read > MAX_NAMES {
            self.reading.too_many = true;
            return State::Malformed;
        }
        let mut place = String::from(self.source.token.as_str());
        place.push(':');
        place.push_str(pointer);
        self.reading.diagnostics.append(&mut found.diagnostics);
        for raw in found.texts {
            self.name(raw, &place);
        }
        state
    }

    fn name(&mut self, raw: String, place: &str) {
        let Reading { names, diagnostics, too_many } = &mut *self.reading;
        let value = match self.source.format.as_ref().map(|format| format.build(&self.keys, &raw)) {
            None => raw.clone(),
            Some(Ok(value)) if shape::is_sound(&value) => value,
            Some(Ok(value)) => return diagnostics.push(shape::malformed(&value)),
            Some(Err(part)) => return diagnostics.push(Diagnostic { code: "ambiguous_key", value: part.into() }),
        };
        for value in self.kind.steps.run(value, diagnostics) {
            *too_many |= names.len() >= MAX_NAMES && !names.contains_key(&value);
            if !*too_many {
                names.entry(value.clone()).or_insert_with(|| Name { value, raw: raw.clone(), source: place.into() });
            }
        }
    }
}

/// Whether the provider says that it left names out (ruling R17).
fn is_overage(kind: &Kind, source: &Source, claims: &Json) -> bool {
    let present = |name: &str| claims.field(name).filter(|value| **value != Json::Null);
    let claim = source.claim();
    let is_groups = kind.name == "groups" || claim == Some("groups");
    let elsewhere = match present("_claim_names") {
        Some(names @ Json::Object(_)) => {
            claim.is_some_and(|claim| names.field(claim).is_some()) || kind.name == "groups" && names.field("groups").is_some()
        }
        Some(_) => true,
        None => present("_claim_sources").is_some(),
    };
    elsewhere || is_groups && present("hasgroups").is_some_and(|value| *value != Json::Bool(false))
}
