//! Strict reading of the map's JSON: each function reports what it does not accept and goes on.

use alloc::{string::String, vec::Vec};

use crate::finding::{Findings, child, item_of};
use crate::json::Json;

/// The members of an object with fixed keys; keys that begin with `x-` are free.
pub fn fixed_object<'a>(value: &'a Json, pointer: &str, keys: &[&str], findings: &mut Findings) -> Option<&'a [(String, Json)]> {
    let members = object(value, pointer, findings)?;
    for (name, _) in members {
        if !keys.contains(&name.as_str()) && !name.starts_with("x-") {
            findings.error("unknown_key", &child(pointer, name), name);
        }
    }
    Some(members)
}

/// The members of an object.
pub fn object<'a>(value: &'a Json, pointer: &str, findings: &mut Findings) -> Option<&'a [(String, Json)]> {
    let members = value.as_object();
    if members.is_none() {
        findings.error("wrong_type", pointer, "");
    }
    members
}

/// The elements of an array.
pub fn list<'a>(value: &'a Json, pointer: &str, findings: &mut Findings) -> Option<&'a [Json]> {
    let items = value.as_list();
    if items.is_none() {
        findings.error("wrong_type", pointer, "");
    }
    items
}

/// A string.
pub fn text<'a>(value: &'a Json, pointer: &str, findings: &mut Findings) -> Option<&'a str> {
    let text = value.as_str();
    if text.is_none() {
        findings.error("wrong_type", pointer, "");
    }
    text
}

/// The strings of the array `owner.key` with their pointers; none when the key is not there.
pub fn texts<'a>(owner: &'a Json, key: &str, pointer: &str, findings: &mut Findings) -> Vec<(&'a str, String)> {
    let mut found = Vec::new();
    let Some(value) = owner.field(key) else { return found };
    let pointer = child(pointer, key);
    for (at, item) in list(value, &pointer, findings).unwrap_or_default().iter().enumerate() {
        let here = item_of(&pointer, at);
        if let Some(text) = text(item, &here, findings) {
            found.push((text, here));
        }
    }
    found
}

/// Reports every key that stands again in its object, anywhere in the file.
pub fn report_duplicates(value: &Json, pointer: &str, findings: &mut Findings) {
    match value {
        Json::Object(members) => {
            let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
            names.sort_unstable();
            let twins = names.windows(2).filter(|pair| pair.first() == pair.last()).filter_map(|pair| pair.first().copied());
            twins.for_each(|name| findings.error("duplicate_key", &child(pointer, name), name));
            members.iter().filter(|(_, value)| is_nested(value)).for_each(|(name, value)| {
                report_duplicates(value, &child(pointer, name), findings);
            });
        }
        Json::List(items) => items.iter().enumerate().filter(|(_, item)| is_nested(item)).for_each(|(at, item)| {
            report_duplicates(item, &item_of(pointer, at), findings);
        }),
        _ => {}
    }
}

fn is_nested(value: &Json) -> bool {
    matches!(value, Json::Object(_) | Json::List(_))
}
