//! Objects of fixed keys, read strictly: every fault is a finding, keys that begin with `x-` are free.

use alloc::string::String;

use crate::finding::{Findings, child};
use crate::json::Json;

/// An object whose keys are known.
pub struct Fields<'a> {
    value: &'a Json,
    /// The JSON pointer of the object.
    pub pointer: &'a str,
}

impl<'a> Fields<'a> {
    /// Reports what is not an object, and keys that are unknown.
    pub fn open(value: &'a Json, pointer: &'a str, known: &[&str], findings: &mut Findings) -> Option<Self> {
        let Some(members) = value.as_object() else {
            findings.error("wrong_type", pointer, "");
            return None;
        };
        for (key, _) in members {
            if !known.contains(&key.as_str()) && !key.starts_with("x-") {
                findings.error("unknown_key", &child(pointer, key), key);
            }
        }
        Some(Self { value, pointer })
    }

    /// A member and its pointer.
    pub fn field(&self, name: &str) -> Option<(&'a Json, String)> {
        Some((self.value.field(name)?, child(self.pointer, name)))
    }

    /// A member that must be there.
    pub fn required(&self, name: &str, findings: &mut Findings) -> Option<(&'a Json, String)> {
        let field = self.field(name);
        if field.is_none() {
            findings.error("missing_key", self.pointer, name);
        }
        field
    }

    /// A string that must be there.
    pub fn required_text(&self, name: &str, findings: &mut Findings) -> Option<&'a str> {
        let (value, pointer) = self.required(name, findings)?;
        text(value, &pointer, findings)
    }

    /// Whether a member is true; `false` equals leaving it out (ruling R4).
    pub fn flag(&self, name: &str, findings: &mut Findings) -> bool {
        let Some((value, pointer)) = self.field(name) else { return false };
        value.as_bool().unwrap_or_else(|| {
            findings.error("wrong_type", &pointer, "");
            false
        })
    }

    /// Whether a member is the second of two words; the first is the default.
    pub fn second_of(&self, name: &str, words: [&str; 2], findings: &mut Findings) -> bool {
        let Some((value, pointer)) = self.field(name) else { return false };
        let Some(word) = text(value, &pointer, findings) else { return false };
        if !words.contains(&word) {
            findings.error("bad_value", &pointer, word);
        }
        words.last() == Some(&word)
    }
}

/// A string that names something.
pub fn text<'a>(value: &'a Json, pointer: &str, findings: &mut Findings) -> Option<&'a str> {
    match value.as_str() {
        Some("") => findings.error("bad_value", pointer, ""),
        Some(text) => return Some(text),
        None => findings.error("wrong_type", pointer, ""),
    }
    None
}

/// A list that asks for something and so may not be empty (ruling R4).
pub fn asking_list<'a>(value: &'a Json, pointer: &str, findings: &mut Findings) -> Option<&'a [Json]> {
    match value.as_list() {
        Some([]) => findings.error("empty_requirement", pointer, ""),
        Some(items) => return Some(items),
        None => findings.error("wrong_type", pointer, ""),
    }
    None
}

/// The pointers of a list's items.
pub fn items<'a>(list: &'a [Json], pointer: &'a str) -> impl Iterator<Item = (&'a Json, String)> {
    list.iter().enumerate().map(move |(place, item)| {
        let mut text = String::from(pointer);
        text.push('/');
        text.push_str(&alloc::string::ToString::to_string(&place));
        (item, text)
    })
}
