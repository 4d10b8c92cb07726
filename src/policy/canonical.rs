//! The canonical form of a map (RFC 8785) and its digest: equal wherever the map runs.

use alloc::{string::String, vec::Vec};
use core::cmp::Ordering;

use sha2::{Digest, Sha256};

use crate::json::{Json, integer_into, quote_into};

/// RFC 8785 of the map as written, less `$schema` and the free `x-` keys (ruling R5).
pub fn canonical(map: &Json) -> String {
    let mut out = String::new();
    write(&mut out, map, Keys::Top);
    out
}

/// SHA-256 of the canonical form in lower-case hexadecimal.
pub fn digest(map: &Json) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(canonical(map).as_bytes()) {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    text
}

/// What the keys of an object are: only fixed ones leave `x-` free (ruling R2).
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    Top,
    Fixed,
    Names,
}

impl Keys {
    fn keeps(self, key: &str) -> bool {
        self == Keys::Names || !(key.starts_with("x-") || self == Keys::Top && key == "$schema")
    }

    /// The kind of the object under `key`.
    fn under(self, key: &str) -> Keys {
        match (self, key) {
            (Keys::Top, "permissions" | "roles") | (Keys::Fixed, "alias") => Keys::Names,
            _ => Keys::Fixed,
        }
    }
}

fn write(out: &mut String, value: &Json, keys: Keys) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Integer(_) | Json::Float(_) => integer_into(out, value.as_integer().unwrap_or_default()),
        Json::Text(text) => quote_into(out, text),
        Json::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(out, item, Keys::Fixed);
            }
            out.push(']');
        }
        Json::Object(members) => write_members(out, members, keys),
    }
}

fn write_members(out: &mut String, members: &[(String, Json)], keys: Keys) {
    let mut kept: Vec<&(String, Json)> = members.iter().filter(|(key, _)| keys.keeps(key)).collect();
    kept.sort_by(|(a, _), (b, _)| by_units(a, b));
    out.push('{');
    for (at, (key, value)) in kept.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        quote_into(out, key);
        out.push(':');
        write(out, value, keys.under(key));
    }
    out.push('}');
}

/// The order of UTF-16 units; among ASCII texts it is that of bytes, which is faster.
fn by_units(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn of(text: &str) -> String {
        canonical(&Json::parse(text).unwrap())
    }

    #[test]
    fn keys_sort_by_utf16_units() {
        assert_eq!(
            of("{\"\u{fb33}\":1,\"\u{1f600}\":2,\"\\r\":3,\"1\":4,\"\u{80}\":5}"),
            "{\"\\r\":3,\"1\":4,\"\u{80}\":5,\"\u{1f600}\":2,\"\u{fb33}\":1}"
        );
    }

    #[test]
    fn schema_and_free_keys_are_left_out_and_names_kept() {
        let map = r#"{"$schema":"s","x-a":{"b":1.5},"version":1.0,"permissions":{"x-p":"","$schema":""},"roles":{"x-r":{"x-note":1}},
            "claims":{"client":{"groups":{"normalise":[{"alias":{"x-g":"n"},"x-n":null}]}}},"groups":[{"x-n":1,"match":"a"}]}"#;
        let expected = r#"{"claims":{"client":{"groups":{"normalise":[{"alias":{"x-g":"n"}}]}}},"groups":[{"match":"a"}],"permissions":{"$schema":"","x-p":""},"roles":{"x-r":{}},"version":1}"#;
        assert_eq!(of(map), expected);
        assert_eq!(of(expected), expected);
    }

    #[test]
    fn the_digest_is_sha_256_in_lower_case() {
        assert_eq!(digest(&Json::parse("{}").unwrap()), "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }
}
