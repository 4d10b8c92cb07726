//! How a claim holds its names.

use alloc::{string::String, vec::Vec};

use crate::finding::Findings;
use crate::finding::reader::{self, Pointer};
use crate::json::{Json, integer_into};
use crate::names::{Diagnostic, State};

use super::source::{Source, only_word};
use super::{MAX_NAME, MAX_NAMES, surrogates};

/// The closed list of shapes.
#[derive(Clone, Copy, Default)]
pub enum Shape {
    /// An array, or one string. Never splits: names hold spaces and commas.
    #[default]
    Auto,
    /// An array only.
    Array,
    /// One string only.
    Text,
    /// One string, split at the separator.
    Delimited,
    /// The keys of an object; with a condition: whose value is an object with this key.
    Keys,
    /// An array of such objects.
    ArrayOfKeys,
    /// An array of objects; this member of each.
    Objects,
}

/// Each shape, its name, and the key that belongs to it.
const SHAPES: [(&str, Shape, &str); 7] = [
    ("auto", Shape::Auto, ""),
    ("array", Shape::Array, ""),
    ("string", Shape::Text, ""),
    ("delimited", Shape::Delimited, "separator"),
    ("keys", Shape::Keys, "where"),
    ("arrayOfKeys", Shape::ArrayOfKeys, "where"),
    ("objects", Shape::Objects, "value"),
];

/// The names of one claim while they are read.
#[derive(Default)]
pub struct Found {
    /// The names as the token has them.
    pub texts: Vec<String>,
    /// What was dropped.
    pub diagnostics: Vec<Diagnostic>,
    dropped: bool,
    /// How many elements there were.
    pub count: usize,
}

impl Source {
    /// Reads `shape` and the keys that belong to one shape only (ruling R19).
    pub(super) fn parse_shape(&mut self, owner: &Json, at: &Pointer<'_>, findings: &mut Findings) {
        let name = match owner.field("shape") {
            Some(value) => reader::word(value, &at.key("shape"), findings),
            None => Some("auto"),
        };
        let Some(name) = name else { return };
        let mut own = "";
        match SHAPES.iter().find(|(known, ..)| *known == name) {
            Some((_, shape, key)) => (self.shape, own) = (*shape, key),
            None => at.error_at("shape", "bad_value", name, findings),
        }
        for key in ["separator", "value", "where"] {
            let value = owner.field(key);
            if key != own {
                if value.is_some() {
                    at.error_at(key, "contradiction", key, findings);
                }
                continue;
            }
            let word = match value {
                Some(value) if key == "where" => only_word(value, "key", &at.key(key), findings),
                None if key == "where" => None,
                _ => reader::required_word(owner, key, at, findings),
            };
            self.argument = word.map(String::from);
        }
    }

    /// Reads the names of a claim; the state is the raw claim's (ruling R15).
    pub fn names(&self, claim: &Json, found: &mut Found) -> State {
        let (argument, numbers) = (self.argument.as_deref(), self.numbers);
        let word = argument.unwrap_or_default();
        match (self.shape, claim) {
            (_, Json::Null) => return State::Absent,
            (Shape::Auto | Shape::Array, Json::List(items)) => items.iter().for_each(|item| found.take(Some(item), numbers)),
            (Shape::Auto | Shape::Text, Json::Text(_)) => found.take(Some(claim), numbers),
            (Shape::Auto | Shape::Text, Json::Integer(_) | Json::Float(_)) if numbers => found.take(Some(claim), numbers),
            (Shape::Delimited, Json::Text(text)) => found.split(text, word),
            (Shape::Keys, Json::Object(_)) => found.keys(claim, argument),
            (Shape::ArrayOfKeys, Json::List(items)) => items.iter().for_each(|item| found.keys(item, argument)),
            (Shape::Objects, Json::List(items)) => items.iter().for_each(|item| found.member(item, word, numbers)),
            _ => return State::Malformed,
        }
        found.state()
    }
}

impl Found {
    fn state(&self) -> State {
        match (self.texts.is_empty(), self.dropped) {
            _ if self.count > MAX_NAMES => State::Malformed,
            (false, _) => State::Present,
            (true, true) => State::Malformed,
            (true, false) => State::Empty,
        }
    }

    fn take(&mut self, item: Option<&Json>, numbers: bool) {
        match item {
            Some(Json::Text(text)) => self.text(text),
            Some(number @ (Json::Integer(_) | Json::Float(_))) if numbers => match number.as_integer().filter(is_safe) {
                Some(whole) => {
                    let mut text = String::new();
                    integer_into(&mut text, whole);
                    self.text(&text);
                }
                None => self.drop("number"),
            },
            Some(other) => self.drop(type_name(other)),
            None => self.drop("missing"),
        }
    }

    fn split(&mut self, text: &str, separator: &str) {
        let mut rest = text;
        while let Some(end) = find(rest, separator) {
            self.text(rest.get(..end).unwrap_or_default());
            rest = rest.get(end + separator.len()..).unwrap_or_default();
        }
        self.text(rest);
    }

    fn member(&mut self, item: &Json, name: &str, numbers: bool) {
        match item {
            Json::Object(_) => self.take(item.field(name), numbers),
            other => self.drop(type_name(other)),
        }
    }

    fn keys(&mut self, item: &Json, condition: Option<&str>) {
        let Some(members) = item.as_object() else { return self.drop(type_name(item)) };
        for (key, value) in members {
            match (condition, value) {
                (None, _) => self.text(key),
                (Some(name), Json::Object(_)) if value.field(name).is_some() => self.text(key),
                (Some(_), Json::Object(_)) => {}
                (Some(_), other) => self.drop(type_name(other)),
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.count += 1;
        if text.is_empty() || self.count > MAX_NAMES {
            return;
        }
        if is_sound(text) {
            self.texts.push(text.into());
        } else {
            self.dropped = true;
            self.diagnostics.push(malformed(text));
        }
    }

    fn drop(&mut self, what: &str) {
        self.count += 1;
        self.dropped = true;
        if self.count <= MAX_NAMES {
            self.diagnostics.push(Diagnostic { code: "malformed_element", value: what.into() });
        }
    }
}

/// Where `part`, which is not empty, begins in `text`. The searcher of the standard library is ten times the size.
pub fn find(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len().max(1)).position(|window| window == part.as_bytes())
}

/// Whether a text can be a name at all.
pub fn is_sound(text: &str) -> bool {
    text.len() <= MAX_NAME && text.chars().all(|c| c != surrogates::MARK)
}

/// What is said of a text that cannot be a name: its beginning.
pub fn malformed(text: &str) -> Diagnostic {
    let mut value = String::new();
    for c in text.chars().take(64) {
        value.push(if c == surrogates::MARK { char::REPLACEMENT_CHARACTER } else { c });
    }
    Diagnostic { code: "malformed_element", value }
}

fn is_safe(number: &i64) -> bool {
    number.unsigned_abs() <= 9_007_199_254_740_991
}

fn type_name(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Integer(_) | Json::Float(_) => "number",
        Json::Text(_) => "string",
        Json::List(_) => "array",
        Json::Object(_) => "object",
    }
}
