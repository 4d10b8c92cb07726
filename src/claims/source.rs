//! One kind of name and its sources, as the map writes them. What is read of a map with faults counts for nothing.

use alloc::{string::String, vec::Vec};

use crate::finding::Findings;
use crate::finding::reader::{self, Pointer, fixed_object};
use crate::json::Json;
use crate::names::MAX_NAME;
use crate::template::is_capture_name;

use super::format::Format;
use super::normalise::Steps;
use super::shape::Shape;

/// The most sources of one kind.
pub const MAX_SOURCES: usize = 16;
/// The most keys of one path.
pub const MAX_KEYS: usize = 16;

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
#[derive(Default)]
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
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Token {
    /// The ID token.
    #[default]
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
    pub fn parse(name: &'static str, value: &Json, at: &Pointer<'_>, api: bool, findings: &mut Findings) -> Self {
        fixed_object(value, at, &["combine", "sources", "normalise", "onAbsent", "onOverage"], findings);
        let mut second = |key: &str, words: [&str; 2]| second_of(value, key, words, at, findings);
        let union = second("combine", ["first", "union"]);
        let absent_is_error = second("onAbsent", ["empty", "error"]);
        let overage_is_error = second("onOverage", ["indeterminate", "error"]);
        let mut kind = Kind { name, union, sources: Vec::new(), steps: Steps::default(), absent_is_error, overage_is_error };
        if let Some(steps) = value.field("normalise") {
            kind.steps.parse(steps, &at.key("normalise"), findings);
        }
        if value.as_object().is_some()
            && let Some(list) = reader::required(value, "sources", at, findings)
        {
            let at = at.key("sources");
            let items = reader::asking_list(list, &at, findings);
            for (place, item) in reader::few(items, MAX_SOURCES, &at, findings).iter().enumerate() {
                kind.sources.push(Source::default());
                if let Some(source) = kind.sources.last_mut() {
                    source.parse(item, &at.item(place), api, findings);
                }
            }
        }
        kind
    }
}

/// Whether a member is the second of two words; the first is the default.
fn second_of(owner: &Json, key: &str, words: [&str; 2], at: &Pointer<'_>, findings: &mut Findings) -> bool {
    let word = owner.field(key).and_then(|value| reader::word(value, &at.key(key), findings));
    match word {
        Some(word) if words.contains(&word) => words.last() == Some(&word),
        Some(word) => {
            at.error_at(key, "bad_value", word, findings);
            false
        }
        None => false,
    }
}

impl Source {
    fn parse(&mut self, value: &Json, at: &Pointer<'_>, api: bool, findings: &mut Findings) {
        let known = ["token", "path", "format", "shape", "separator", "value", "where", "numbers"];
        if fixed_object(value, at, &known, findings).is_none() {
            return;
        }
        self.token = parse_token(value, at, api, findings);
        self.parse_shape(value, at, findings);
        if let Some(numbers) = value.field("numbers") {
            self.numbers = reader::flag(numbers, &at.key("numbers"), findings);
        }
        if let Some(path) = reader::required(value, "path", at, findings)
            && let Some(list) = reader::asking_list(path, &at.key("path"), findings)
        {
            self.parse_path(list, &at.key("path"), findings);
            self.parse_format(value, at, findings);
        }
    }

    /// The claim at the top of the path; `None` if every member is meant.
    pub fn claim(&self) -> Option<&str> {
        self.path.first().filter(|key| !key.each).map(|key| key.name.as_str())
    }

    fn parse_path(&mut self, list: &[Json], at: &Pointer<'_>, findings: &mut Findings) {
        for (place, item) in reader::few(Some(list), MAX_KEYS, at, findings).iter().enumerate() {
            let at = at.item(place);
            let name = item.as_str();
            if name.is_some_and(|name| name.len() > MAX_NAME) {
                at.error("too_large", "", findings);
            }
            let each = name.is_none();
            let Some(name) = name.or_else(|| only_word(item, "each", &at, findings)) else { continue };
            if each && (!is_capture_name(name) || name == "value") {
                at.error_at("each", "bad_value", name, findings);
            } else if each && self.path.iter().any(|key| key.each && key.name == name) {
                at.error_at("each", "duplicate_capture", name, findings);
            } else {
                self.path.push(Key { name: name.into(), each });
            }
        }
    }

    fn parse_format(&mut self, owner: &Json, at: &Pointer<'_>, findings: &mut Findings) {
        let mut captured: Vec<&str> = Vec::new();
        for key in self.path.iter().filter(|key| key.each) {
            captured.push(&key.name);
        }
        match owner.field("format").map(|value| reader::word(value, &at.key("format"), findings)) {
            Some(Some(words)) => {
                self.format = Format::parse(words, &captured);
                if self.format.is_none() {
                    at.error_at("format", "bad_format", words, findings);
                }
            }
            // Without the key any client's `admin` would be admin (ruling R20).
            None if !captured.is_empty() => at.error("bad_format", "", findings),
            _ => {}
        }
    }
}

/// The string under the only `key` that an object may have.
pub(super) fn only_word<'a>(value: &'a Json, key: &str, at: &Pointer<'_>, findings: &mut Findings) -> Option<&'a str> {
    fixed_object(value, at, &[key], findings)?;
    reader::required_word(value, key, at, findings)
}

fn parse_token(owner: &Json, at: &Pointer<'_>, api: bool, findings: &mut Findings) -> Token {
    match reader::required_word(owner, "token", at, findings) {
        Some("access") | None => {}
        // A resource server has one token (ruling R13).
        Some("id") if !api => return Token::Id,
        Some("userinfo") if !api => return Token::Userinfo,
        Some(word) => at.error_at("token", "bad_value", word, findings),
    }
    Token::Access
}
