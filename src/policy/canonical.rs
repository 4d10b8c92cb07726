//! The canonical form of a map (RFC 8785) and its digest: equal wherever the map runs.

use alloc::string::String;
use core::cmp::Ordering;

use sha2::{Digest, Sha256};

use crate::json::{Json, quote_into};
use crate::order;

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
        Json::List(items) => {
            let mut before = '[';
            for item in items {
                out.push(before);
                before = ',';
                write(out, item, Keys::Fixed);
            }
            out.push_str(if before == '[' { "[]" } else { "]" });
        }
        Json::Object(members) => write_members(out, members, keys),
        // A map holds no other numbers than whole ones.
        _ => value.write_into(out),
    }
}

fn write_members(out: &mut String, members: &[(String, Json)], keys: Keys) {
    let name = |at: usize| members.get(at).map_or("", |(key, _)| key);
    let mut before = '{';
    for at in order::permutation(members.len(), &mut |a, b| by_units(name(a), name(b))) {
        let Some((key, value)) = members.get(at).filter(|(key, _)| keys.keeps(key)) else { continue };
        out.push(before);
        before = ',';
        quote_into(out, key);
        out.push(':');
        write(out, value, keys.under(key));
    }
    out.push_str(if before == '{' { "{}" } else { "}" });
}

/// The order of UTF-16 units: that of bytes, but what needs two units (it begins with 0xF0 to 0xF4) stands before U+E000 to U+FFFF.
fn by_units(a: &str, b: &str) -> Ordering {
    let weight = |byte: u8| if matches!(byte, 0xEE | 0xEF) { byte + 0x10 } else { byte };
    let differ = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    differ.map_or(a.len().cmp(&b.len()), |(a, b)| weight(a).cmp(&weight(b)))
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
