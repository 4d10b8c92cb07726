//! Strict reading of the map's JSON: each function reports what it does not accept and goes on.

use alloc::string::String;

use super::Findings;
pub use super::Pointer;
use crate::json::Json;
use crate::names::MAX_NAME;
use crate::order;

/// What is told of each element of an array: the element, the way to it, and where to report.
pub type Visit<'v, T> = &'v mut dyn FnMut(T, &Pointer<'_>, &mut Findings);

/// The members of an object with fixed keys; keys that begin with `x-` are free.
#[inline(never)]
pub fn fixed_object<'a>(value: &'a Json, pointer: &Pointer<'_>, keys: &[&str], findings: &mut Findings) -> Option<&'a [(String, Json)]> {
    let members = object(value, pointer, findings)?;
    let before = findings.count();
    for (name, _) in members {
        if !keys.contains(&name.as_str()) && !name.starts_with("x-") && !findings.are_enough(before) {
            pointer.error_at(name, "unknown_key", name, findings);
        }
    }
    Some(members)
}

/// The members of an object.
pub fn object<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a [(String, Json)]> {
    let members = value.as_object();
    if members.is_none() {
        wrong_type(pointer, findings);
    }
    members
}

/// The elements of an array.
pub fn list<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a [Json]> {
    let items = value.as_list();
    if items.is_none() {
        wrong_type(pointer, findings);
    }
    items
}

#[inline(never)]
fn wrong_type(pointer: &Pointer<'_>, findings: &mut Findings) {
    pointer.error("wrong_type", "", findings);
}

/// A string.
pub fn text<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a str> {
    let text = value.as_str();
    if text.is_none() {
        wrong_type(pointer, findings);
    }
    text
}

/// A string that is not empty and no longer than a name may be.
#[inline(never)]
pub fn word<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a str> {
    let text = text(value, pointer, findings)?;
    if text.is_empty() {
        pointer.error("bad_value", "", findings);
        return None;
    }
    if text.len() > MAX_NAME {
        pointer.error("too_large", "", findings);
        return None;
    }
    Some(text)
}

/// The elements of an array that asks for something and so may not be empty (ruling R4).
#[inline(never)]
pub fn asking_list<'a>(value: &'a Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a [Json]> {
    let items = list(value, pointer, findings)?;
    if items.is_empty() {
        pointer.error("empty_requirement", "", findings);
        return None;
    }
    Some(items)
}

/// The elements of an array if there are at most `most`, else none.
#[inline(never)]
pub fn few<'a>(items: Option<&'a [Json]>, most: usize, pointer: &Pointer<'_>, findings: &mut Findings) -> &'a [Json] {
    let items = items.unwrap_or_default();
    if items.len() > most {
        pointer.error("too_large", "", findings);
        return &[];
    }
    items
}

/// A truth value; everything else counts as `false`.
pub fn flag(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings) -> bool {
    let flag = value.as_bool();
    if flag.is_none() {
        wrong_type(pointer, findings);
    }
    flag == Some(true)
}

/// The member `key` of an object, which must have it.
#[inline(never)]
pub fn required<'a>(owner: &'a Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a Json> {
    let value = owner.field(key);
    if value.is_none() {
        pointer.error("missing_key", key, findings);
    }
    value
}

/// The string that the member `key` must be.
#[inline(never)]
pub fn required_word<'a>(owner: &'a Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<&'a str> {
    word(required(owner, key, pointer, findings)?, &pointer.key(key), findings)
}

/// Visits the elements of the array `owner.key`; none when the key is not there.
#[inline(never)]
pub fn each<'a>(owner: &'a Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings, visit: Visit<'_, &'a Json>) {
    let Some(value) = owner.field(key) else { return };
    let pointer = pointer.key(key);
    let before = findings.count();
    for (at, item) in list(value, &pointer, findings).unwrap_or_default().iter().enumerate() {
        if findings.are_enough(before) {
            break;
        }
        visit(item, &pointer.item(at), findings);
    }
}

/// Visits the strings of the array `owner.key`, as [`each`].
#[inline(never)]
pub fn each_text<'a>(owner: &'a Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings, visit: Visit<'_, &'a str>) {
    each(owner, key, pointer, findings, &mut |item, here, findings| {
        if let Some(text) = text(item, here, findings) {
            visit(text, here, findings);
        }
    });
}

/// Reports every key that stands again in its object, anywhere in the file, in the order of the file and as many as are told.
pub fn report_duplicates(value: &Json, pointer: &Pointer<'_>, before: usize, findings: &mut Findings) {
    match value {
        _ if findings.are_enough(before) => {}
        Json::Object(members) => {
            let twins = order::twins(members.len(), &|at| members.get(at).map_or("", |(name, _)| name));
            for ((name, value), twins) in members.iter().zip(twins) {
                // However often it stands there, it is told once.
                if twins == 1 && !findings.are_enough(before) {
                    pointer.error_at(name, "duplicate_key", name, findings);
                }
                report_duplicates(value, &pointer.key(name), before, findings);
            }
        }
        Json::List(items) => {
            for (at, item) in items.iter().enumerate() {
                report_duplicates(item, &pointer.item(at), before, findings);
            }
        }
        _ => {}
    }
}
