//! One kind of name and its sources, as the map writes them.

use alloc::{string::String, vec::Vec};

use crate::finding::Findings;
use crate::json::Json;

use super::format::Format;
use super::normalise::Steps;
use super::shape::Shape;
use super::strict::{Fields, asking_list, items, text};

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
pub enum Key {
    /// The member of this name.
    Name(String),
    /// Every member; the key is captured under this name.
    Each(String),
}

impl Kind {
    /// Reads one kind of one half.
    pub fn parse(value: &Json, pointer: &str, name: &'static str, api: bool, findings: &mut Findings) -> Option<Self> {
        let fields = Fields::open(value, pointer, &["combine", "sources", "normalise", "onAbsent", "onOverage"], findings)?;
        let union = fields.second_of("combine", ["first", "union"], findings);
        let absent_is_error = fields.second_of("onAbsent", ["empty", "error"], findings);
        let overage_is_error = fields.second_of("onOverage", ["indeterminate", "error"], findings);
        let steps = fields.field("normalise").and_then(|(value, pointer)| Steps::parse(value, &pointer, findings)).unwrap_or_default();
        let (list, at) = fields.required("sources", findings)?;
        let list = asking_list(list, &at, findings)?;
        let sources = items(list, &at).filter_map(|(item, pointer)| Source::parse(item, &pointer, api, findings)).collect();
        Some(Self { name, union, sources, steps, absent_is_error, overage_is_error })
    }

    /// Whether a source is the access token.
    pub fn reads_access_token(&self) -> bool {
        self.sources.iter().any(|source| source.token == Token::Access)
    }
}

impl Source {
    fn parse(value: &Json, pointer: &str, api: bool, findings: &mut Findings) -> Option<Self> {
        let known = ["token", "path", "format", "shape", "separator", "value", "where", "numbers"];
        let fields = Fields::open(value, pointer, &known, findings)?;
        let token = parse_token(&fields, api, findings);
        let path = fields.required("path", findings).and_then(|(value, pointer)| parse_path(value, &pointer, findings));
        let shape = Shape::parse(&fields, findings);
        let numbers = fields.flag("numbers", findings);
        let path = path?;
        let format = parse_format(&fields, &path, findings);
        Some(Self { token: token?, path, format, shape: shape?, numbers })
    }

    /// The claim at the top of the path; `None` if it begins with `each`.
    pub fn claim(&self) -> Option<&str> {
        match self.path.first()? {
            Key::Name(name) => Some(name),
            Key::Each(_) => None,
        }
    }
}

fn parse_token(fields: &Fields<'_>, api: bool, findings: &mut Findings) -> Option<Token> {
    let (value, pointer) = fields.required("token", findings)?;
    let word = text(value, &pointer, findings)?;
    let token = [Token::Id, Token::Userinfo, Token::Access].into_iter().find(|token| token.as_str() == word);
    // A resource server has one token (ruling R13).
    let token = token.filter(|token| !api || *token == Token::Access);
    if token.is_none() {
        findings.error("bad_value", &pointer, word);
    }
    token
}

fn parse_path(value: &Json, pointer: &str, findings: &mut Findings) -> Option<Vec<Key>> {
    let list = asking_list(value, pointer, findings)?;
    let mut path: Vec<Key> = Vec::with_capacity(list.len());
    for (item, pointer) in items(list, pointer) {
        if let Some(name) = item.as_str() {
            path.push(Key::Name(name.into()));
            continue;
        }
        let Some(name) = Fields::open(item, &pointer, &["each"], findings).and_then(|fields| fields.required_text("each", findings)) else {
            continue;
        };
        let each = crate::finding::child(&pointer, "each");
        if !crate::template::is_capture_name(name) || name == "value" {
            findings.error("bad_value", &each, name);
        } else if path.iter().any(|key| matches!(key, Key::Each(before) if before == name)) {
            findings.error("duplicate_capture", &each, name);
        } else {
            path.push(Key::Each(name.into()));
        }
    }
    Some(path)
}

fn parse_format(fields: &Fields<'_>, path: &[Key], findings: &mut Findings) -> Option<Format> {
    let captured: Vec<&str> = path.iter().filter_map(|key| if let Key::Each(name) = key { Some(name.as_str()) } else { None }).collect();
    let Some((value, pointer)) = fields.field("format") else {
        if !captured.is_empty() {
            // Without the key any client's `admin` would be admin (ruling R20).
            findings.error("bad_format", fields.pointer, "");
        }
        return None;
    };
    let words = text(value, &pointer, findings)?;
    let format = Format::parse(words, &captured);
    if format.is_none() {
        findings.error("bad_format", &pointer, words);
    }
    format
}
