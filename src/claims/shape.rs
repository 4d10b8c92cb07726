//! How a claim holds its names.

use alloc::{string::String, vec::Vec};

use crate::finding::Findings;
use crate::json::Json;
use crate::names::{Diagnostic, State};

use super::strict::Fields;
use super::{MAX_NAME, MAX_NAMES, surrogates};

/// The closed list of shapes.
pub enum Shape {
    /// An array, or one string. Never splits: names hold spaces and commas.
    Auto,
    /// An array only.
    Array,
    /// One string only.
    Text,
    /// One string, split at the separator.
    Delimited(String),
    /// The keys of an object; with a condition: whose value is an object with this key.
    Keys(Option<String>),
    /// An array of such objects.
    ArrayOfKeys(Option<String>),
    /// An array of objects; this member of each.
    Objects(String),
}

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

impl Shape {
    /// Reads `shape` and the keys that belong to one shape only (ruling R19).
    pub fn parse(fields: &Fields<'_>, findings: &mut Findings) -> Option<Self> {
        let field = fields.field("shape");
        let name = field.as_ref().map_or(Some("auto"), |(value, pointer)| super::strict::text(value, pointer, findings));
        let name = name?;
        for (key, shapes) in [("separator", ["delimited"; 2]), ("value", ["objects"; 2]), ("where", ["keys", "arrayOfKeys"])] {
            if let Some((_, pointer)) = fields.field(key).filter(|_| !shapes.contains(&name)) {
                findings.error("contradiction", &pointer, key);
            }
        }
        Some(match name {
            "auto" => Self::Auto,
            "array" => Self::Array,
            "string" => Self::Text,
            "delimited" => Self::Delimited(fields.required_text("separator", findings)?.into()),
            "keys" => Self::Keys(condition(fields, findings)),
            "arrayOfKeys" => Self::ArrayOfKeys(condition(fields, findings)),
            "objects" => Self::Objects(fields.required_text("value", findings)?.into()),
            _ => {
                findings.error("bad_value", &field?.1, name);
                return None;
            }
        })
    }

    /// Reads the names of a claim; the state is the raw claim's (ruling R15).
    pub fn read(&self, claim: &Json, numbers: bool, found: &mut Found) -> State {
        match (self, claim) {
            (_, Json::Null) => return State::Absent,
            (Self::Auto | Self::Array, Json::List(items)) => items.iter().for_each(|item| found.take(Some(item), numbers)),
            (Self::Auto | Self::Text, Json::Text(_)) => found.take(Some(claim), numbers),
            (Self::Auto | Self::Text, Json::Integer(_) | Json::Float(_)) if numbers => found.take(Some(claim), numbers),
            (Self::Delimited(separator), Json::Text(text)) => text.split(separator.as_str()).for_each(|part| found.text(part)),
            (Self::Keys(condition), Json::Object(_)) => found.keys(claim, condition.as_deref()),
            (Self::ArrayOfKeys(condition), Json::List(items)) => items.iter().for_each(|item| found.keys(item, condition.as_deref())),
            (Self::Objects(name), Json::List(items)) => items.iter().for_each(|item| found.member(item, name, numbers)),
            _ => return State::Malformed,
        }
        found.state()
    }
}

fn condition(fields: &Fields<'_>, findings: &mut Findings) -> Option<String> {
    let (value, pointer) = fields.field("where")?;
    let fields = Fields::open(value, &pointer, &["key"], findings)?;
    fields.required_text("key", findings).map(String::from)
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
                Some(whole) => self.text(&alloc::string::ToString::to_string(&whole)),
                None => self.drop("number"),
            },
            Some(other) => self.drop(type_name(other)),
            None => self.drop("missing"),
        }
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

/// Whether a text can be a name at all.
pub fn is_sound(text: &str) -> bool {
    text.len() <= MAX_NAME && !text.contains(surrogates::MARK)
}

/// What is said of a text that cannot be a name: its beginning.
pub fn malformed(text: &str) -> Diagnostic {
    let value = text.chars().take(64).map(|c| if c == surrogates::MARK { char::REPLACEMENT_CHARACTER } else { c }).collect();
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
