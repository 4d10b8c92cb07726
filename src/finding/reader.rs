//! Strict reading of the map's JSON: each function reports what it does not accept and goes on.

use alloc::{string::String, vec::Vec};

use super::{Findings, child, item_of};
use crate::json::Json;

/// The way to a value, written out as a pointer only when there is something to report.
#[derive(Clone, Copy)]
pub enum Pointer<'a> {
    /// The whole file.
    Root,
    /// What is written already.
    Written(&'a str),
    /// A member of an object.
    Key(&'a Pointer<'a>, &'a str),
    /// An element of an array.
    Item(&'a Pointer<'a>, usize),
}

impl<'a> Pointer<'a> {
    /// One step down to `key`.
    pub fn key(&'a self, key: &'a str) -> Pointer<'a> {
        Pointer::Key(self, key)
    }

    /// One step down to the element `at`.
    pub fn item(&'a self, at: usize) -> Pointer<'a> {
        Pointer::Item(self, at)
    }

    /// Reports a fault of the value; `what` as for [`Findings::error`].
    #[inline(never)]
    pub fn fault(&self, code: &'static str, what: &str, findings: &mut Findings) {
        findings.error(code, &self.written(), what);
    }

    /// Reports a fault of the member `key`.
    #[inline(never)]
    pub fn fault_at(&self, key: &str, code: &'static str, what: &str, findings: &mut Findings) {
        self.key(key).fault(code, what, findings);
    }

    /// As RFC 6901 writes it.
    pub fn written(&self) -> String {
        match self {
            Pointer::Root => String::new(),
            Pointer::Written(text) => String::from(*text),
            Pointer::Key(parent, key) => child(&parent.written(), key),
            Pointer::Item(parent, at) => item_of(&parent.written(), *at),
        }
    }
}

/// The members of an object with fixed keys; keys that begin with `x-` are free.
pub fn fixed_object<'a>(value: &'a Json, pointer: &Pointer<'_>, keys: &[&str], findings: &mut Findings) -> Option<&'a [(String, Json)]> {
    let members = object(value, pointer, findings)?;
    for (name, _) in members {
        if !keys.contains(&name.as_str()) && !name.starts_with("x-") {
            pointer.fault_at(name, "unknown_key", name, findings);
        }
    }
    Some(members)
}

/// The members of an object.
pub fn object<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a [(String, Json)]> {
    let members = value.as_object();
    if members.is_none() {
        pointer.fault("wrong_type", "", findings);
    }
    members
}

/// The elements of an array.
pub fn list<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a [Json]> {
    let items = value.as_list();
    if items.is_none() {
        pointer.fault("wrong_type", "", findings);
    }
    items
}

/// A string.
pub fn text<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a str> {
    let text = value.as_str();
    if text.is_none() {
        pointer.fault("wrong_type", "", findings);
    }
    text
}

/// A string that is not empty.
pub fn word<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a str> {
    let text = text(value, pointer, findings)?;
    if text.is_empty() {
        pointer.fault("bad_value", "", findings);
        return None;
    }
    Some(text)
}

/// The elements of an array that asks for something and so may not be empty (ruling R4).
pub fn asking_list<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a [Json]> {
    let items = list(value, pointer, findings)?;
    if items.is_empty() {
        pointer.fault("empty_requirement", "", findings);
        return None;
    }
    Some(items)
}

/// A truth value; everything else counts as `false`.
pub fn flag(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings) -> bool {
    let flag = value.as_bool();
    if flag.is_none() {
        pointer.fault("wrong_type", "", findings);
    }
    flag == Some(true)
}

/// The member `key` of an object, which must have it.
pub fn required<'a>(owner: &'a Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a Json> {
    let value = owner.field(key);
    if value.is_none() {
        pointer.fault("missing_key", key, findings);
    }
    value
}

/// The string that the member `key` must be.
pub fn required_word<'a>(owner: &'a Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a str> {
    word(required(owner, key, pointer, findings)?, &pointer.key(key), findings)
}

/// The strings of the array `owner.key` with their places in it; none when the key is not there.
pub fn texts<'a>(owner: &'a Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Vec<(&'a str, usize)> {
    let Some(value) = owner.field(key) else { return Vec::new() };
    let pointer = pointer.key(key);
    let items = list(value, &pointer, findings).unwrap_or_default().iter().enumerate();
    items.filter_map(|(at, item)| Some((text(item, &pointer.item(at), findings)?, at))).collect()
}

/// Reports every key that stands again in its object, anywhere in the file.
pub fn report_duplicates(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings) {
    match value {
        Json::Object(members) => {
            let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
            names.sort_unstable();
            let twins = names.windows(2).filter(|pair| pair.first() == pair.last()).filter_map(|pair| pair.first().copied());
            twins.for_each(|name| pointer.fault_at(name, "duplicate_key", name, findings));
            members.iter().filter(|(_, value)| is_nested(value)).for_each(|(name, value)| {
                report_duplicates(value, &pointer.key(name), findings);
            });
        }
        Json::List(items) => items.iter().enumerate().filter(|(_, item)| is_nested(item)).for_each(|(at, item)| {
            report_duplicates(item, &pointer.item(at), findings);
        }),
        _ => {}
    }
}

fn is_nested(value: &Json) -> bool {
    matches!(value, Json::Object(_) | Json::List(_))
}
