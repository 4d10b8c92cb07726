//! One kind of name and its sources, as the map writes them. What is read of a map with faults counts for nothing.

use alloc::{string::String, vec::Vec};

use crate::finding::Findings;
use crate::finding::reader::{self, Pointer, fixed_object};
use crate::json::Json;
use crate::template::is_capture_name;

use super::format::Format;
use super::normalise::Steps;
use super::shape::{self, Shape};

/// Groups, roles, permissions or scopes: where they are read and what becomes of them.
pub struct Kind {
    /// `groups`, `roles`, `permissions` or `scopes`.
    pub name: &'static str,
    /// Whether all sources are read, or only the first that is not absent.
    pub union: bool,
    /// In the order of the map.
    pub sources: Vec<Source>,
    /// What is done to each value.
    pub steps: Steps,
    /// Whether absence is an error.
    pub absent_is_error: bool,
    /// Whether overage is an error.
    pub overage_is_error: bool,
}

/// One claim of one token.
pub struct Source {
    /// The token.
    pub token: Token,
    /// The keys that lead to the claim, at least one.
    pub path: Vec<Key>,
    /// How a value is built from the captured keys.
    pub format: Option<Format>,
    /// How the claim holds its names.
    pub shape: Shape,
    /// What belongs to the shape: `separator`, `value`, or the `key` of `where`.
    pub argument: Option<String>,
    /// Whether numbers are names.
    pub numbers: bool,
}

/// A token that may hold names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// The ID token.
    Id,
    /// The answer of the userinfo endpoint.
    Userinfo,
    /// The access token.
    Access,
}

impl Token {
    /// As the map writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Userinfo => "userinfo",
            Self::Access => "access",
        }
    }
}

/// One step of a path.
pub struct Key {
    /// The name of the member; if every member is meant, what its key is called in `format`.
    pub name: String,
    /// Whether every member is meant.
    pub each: bool,
}

impl Kind {
    /// Reads one kind of one half.
    pub fn parse(value: &Json, at: &Pointer<'_>, name: &'static str, api: bool, findings: &mut Findings) -> Option<Self> {
        fixed_object(value, at, &["combine", "sources", "normalise", "onAbsent", "onOverage"], findings)?;
        let mut kind = Kind {
            name,
            union: second_of(value, "combine", ["first", "union"], at, findings),
            sources: Vec::new(),
            steps: Steps::default(),
            absent_is_error: second_of(value, "onAbsent", ["empty", "error"], at, findings),
            overage_is_error: second_of(value, "onOverage", ["indeterminate", "error"], at, findings),
        };
        if let Some(steps) = value.field("normalise") {
            kind.steps.parse(steps, &at.key("normalise"), findings);
        }
        let list = reader::required(value, "sources", at, findings)?;
        let at = at.key("sources");
        for (place, item) in reader::asking_list(list, &at, findings)?.iter().enumerate() {
            kind.sources.extend(Source::parse(item, &at.item(place), api, findings));
        }
        Some(kind)
    }
}

/// Whether a member is the second of two words; the first is the default.
fn second_of(owner: &Json, key: &str, words: [&str; 2], at: &Pointer<'_>, findings: &mut Findings) -> bool {
    let Some(value) = owner.field(key) else { return false };
    let at = at.key(key);
    let Some(word) = reader::word(value, &at, findings) else { return false };
    if !words.contains(&word) {
        findings.error("bad_value", &at.written(), word);
    }
    words.last() == Some(&word)
}

impl Source {
    fn parse(value: &Json, at: &Pointer<'_>, api: bool, findings: &mut Findings) -> Option<Self> {
        fixed_object(value, at, &["token", "path", "format", "shape", "separator", "value", "where", "numbers"], findings)?;
        let token = parse_token(value, at, api, findings);
        let path = parse_path(value, at, findings);
        let (shape, argument) = shape::parse(value, at, findings);
        let numbers = value.field("numbers").is_some_and(|flag| reader::flag(flag, &at.key("numbers"), findings));
        let path = path?;
        let format = parse_format(value, at, &path, findings);
        Some(Self { token, path, format, shape, argument, numbers })
    }

    /// The claim at the top of the path; `None` if every member is meant.
    pub fn claim(&self) -> Option<&str> {
        self.path.first().filter(|key| !key.each).map(|key| key.name.as_str())
    }
}

/// The string that the member `key` must be.
pub(super) fn required_word<'a>(owner: &'a Json, key: &str, at: &Pointer<'_>, findings: &mut Findings) -> Option<&'a str> {
    let value = reader::required(owner, key, at, findings)?;
    reader::word(value, &at.key(key), findings)
}

fn parse_token(owner: &Json, at: &Pointer<'_>, api: bool, findings: &mut Findings) -> Token {
    match required_word(owner, "token", at, findings) {
        Some("access") | None => {}
        // A resource server has one token (ruling R13).
        Some("id") if !api => return Token::Id,
        Some("userinfo") if !api => return Token::Userinfo,
        Some(word) => findings.error("bad_value", &at.key("token").written(), word),
    }
    Token::Access
}

fn parse_path(owner: &Json, at: &Pointer<'_>, findings: &mut Findings) -> Option<Vec<Key>> {
    let list = reader::required(owner, "path", at, findings)?;
    let at = at.key("path");
    let mut path: Vec<Key> = Vec::new();
    for (place, item) in reader::asking_list(list, &at, findings)?.iter().enumerate() {
        let at = at.item(place);
        let each = item.as_str().is_none();
        let name = match item.as_str() {
            None => fixed_object(item, &at, &["each"], findings).and_then(|_| required_word(item, "each", &at, findings)),
            name => name,
        };
        let Some(name) = name else { continue };
        if each && (!is_capture_name(name) || name == "value") {
            findings.error("bad_value", &at.key("each").written(), name);
        } else if each && path.iter().any(|key| key.each && key.name == name) {
            findings.error("duplicate_capture", &at.key("each").written(), name);
        } else {
            path.push(Key { name: name.into(), each });
        }
    }
    Some(path)
}

fn parse_format(owner: &Json, at: &Pointer<'_>, path: &[Key], findings: &mut Findings) -> Option<Format> {
    let captured: Vec<&str> = path.iter().filter(|key| key.each).map(|key| key.name.as_str()).collect();
    let Some(value) = owner.field("format") else {
        if !captured.is_empty() {
            // Without the key any client's `admin` would be admin (ruling R20).
            findings.error("bad_format", &at.written(), "");
        }
        return None;
    };
    let at = at.key("format");
    let words = reader::word(value, &at, findings)?;
    let format = Format::parse(words, &captured);
    if format.is_none() {
        findings.error("bad_format", &at.written(), words);
    }
    format
}
