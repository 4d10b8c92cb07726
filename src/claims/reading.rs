//! From verified claims to sets of names, each with a state.

use alloc::{string::String, sync::Arc, vec::Vec};

use crate::error::{Code, Error};
use crate::finding::child;
use crate::json::Json;
use crate::names::{Diagnostic, Name, NameSet, Names, State};
use crate::order;

use super::MAX_NAMES;
use super::half::ClaimSources;
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
        let mut names = Names { signed_in: true, ..Names::default() };
        for kind in self.half(side) {
            let set = match kind.name {
                "groups" => &mut names.groups,
                "roles" => &mut names.roles,
                "permissions" => &mut names.permissions,
                _ => &mut names.scopes,
            };
            read_kind(kind, tokens, set, &mut names.diagnostics)?;
        }
        order::sort(&mut names.diagnostics, Diagnostic::cmp);
        names.diagnostics.dedup();
        names.auth_time = own.field("auth_time").and_then(whole_seconds);
        names.acr = own.field("acr").and_then(Json::as_str).map(String::from);
        Ok(names)
    }

    /// Whether a page must ask the userinfo endpoint: a name is missing that it may have.
    pub fn needs_userinfo(&self, tokens: &TokenClaims<'_>) -> bool {
        let asked = !matches!(tokens.userinfo, Userinfo::NotAsked);
        !asked && own_token(Side::Client, tokens).is_some() && self.client.iter().any(|kind| kind_needs_userinfo(kind, tokens))
    }

    fn half(&self, side: Side) -> &[Kind] {
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

fn read_kind(kind: &Kind, tokens: &TokenClaims<'_>, set: &mut NameSet, diagnostics: &mut Vec<Diagnostic>) -> Result<(), Error> {
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
    reading.settle();
    if reading.too_many {
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
    *set = NameSet { names: reading.names, state: worst.0 };
    Ok(())
}

/// The names of one kind while its sources are read.
#[derive(Default)]
struct Reading {
    /// As they were read.
    names: Vec<Name>,
    diagnostics: Vec<Diagnostic>,
    too_many: bool,
}

impl Reading {
    /// Sorts the names by value; of those with the same one the first remains.
    fn settle(&mut self) {
        order::sort(&mut self.names, |one, other| one.value.cmp(&other.value));
        self.names.dedup_by(|later, first| later.value == first.value);
        if self.names.len() > MAX_NAMES {
            self.too_many = true;
        }
        if self.too_many {
            self.names.clear();
        }
    }

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
        let state = walk.step(claims, &source.path, "");
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
    fn step(&mut self, at: &'a Json, path: &'a [Key], pointer: &str) -> State {
        let Some((key, rest)) = path.split_first() else { return self.claim(at, pointer) };
        let Some(members) = at.as_object() else {
            return if *at == Json::Null { State::Absent } else { State::Malformed };
        };
        let mut worst = if key.each && members.is_empty() { State::Empty } else { State::Absent };
        for (name, value) in members {
            if key.each && !shape::is_sound(name) {
                self.reading.diagnostics.push(shape::malformed(name));
                worst = worst.min(State::Malformed);
            } else if key.each || *name == key.name {
                self.keys.extend(key.each.then_some(name.as_str()));
                worst = worst.min(self.step(value, rest, &child(pointer, name)));
                if key.each {
                    self.keys.pop();
                }
            }
        }
        worst
    }

    fn claim(&mut self, claim: &Json, pointer: &str) -> State {
        let mut found = Found::default();
        let state = self.source.names(claim, &mut found);
        self.read += found.count;
        if self.read > MAX_NAMES {
            self.reading.too_many = true;
            return State::Malformed;
        }
        self.reading.diagnostics.append(&mut found.diagnostics);
        if !found.texts.is_empty() {
            let mut place = String::from(self.source.token.as_str());
            place.push(':');
            place.push_str(pointer);
            let place = Arc::from(place);
            let mut values = Vec::new();
            for raw in found.texts {
                self.name(raw, &place, &mut values);
            }
        }
        state
    }

    /// `values` is empty, before and after.
    fn name(&mut self, raw: String, place: &Arc<str>, values: &mut Vec<String>) {
        let diagnostics = &mut self.reading.diagnostics;
        let value = match &self.source.format {
            None => raw.clone(),
            Some(format) => match format.build(&self.keys, &raw) {
                Ok(value) if shape::is_sound(&value) => value,
                Ok(value) => return diagnostics.push(shape::malformed(&value)),
                Err(part) => return diagnostics.push(Diagnostic { code: "ambiguous_key", value: part.into() }),
            },
        };
        self.kind.steps.run(value, values, diagnostics);
        let last = values.pop();
        for value in values.drain(..) {
            self.reading.names.push(Name { value, raw: raw.clone(), source: place.clone() });
        }
        if let Some(value) = last {
            self.reading.names.push(Name { value, raw, source: place.clone() });
        }
        if self.reading.names.len() >= 2 * MAX_NAMES {
            self.reading.settle();
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
