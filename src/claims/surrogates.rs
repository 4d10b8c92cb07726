//! JSON in which a string is not text: JavaScript writes half a surrogate pair as `"\ud800"`, Rust has no such string (ruling R23).

use alloc::string::String;

use crate::json::{Json, Malformed};

/// Stands for half a pair. A noncharacter: no name holds it, and a text that does is dropped as malformed.
pub const MARK: char = '\u{ffff}';

/// Reads claims that JavaScript wrote; only for claims without a signature over their text.
pub fn parse_claims(text: &str) -> Result<Json, Malformed> {
    Json::parse(&marked(text))
}

/// `text` with the mark in place of each escaped half.
fn marked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        out.push_str(before);
        let length = match (unit(escape), escape.get(5..).and_then(|next| unit(next.strip_prefix('\\')?))) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 11,
            (Some(0xd800..=0xdfff), _) => {
                out.push(MARK);
                rest = escape.get(5..).unwrap_or_default();
                continue;
            }
            _ => escape.chars().next().map_or(0, char::len_utf8),
        };
        let (kept, after) = escape.split_at_checked(length).unwrap_or_default();
        out.push('\\');
        out.push_str(kept);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The UTF-16 unit of an escape, after its `\`.
fn unit(escape: &str) -> Option<u32> {
    let digits = escape.strip_prefix('u')?.get(..4)?;
    digits.bytes().try_fold(0, |number, byte| Some(number << 4 | char::from(byte).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_mixture_of_escapes_is_read(parts in proptest::collection::vec(proptest::sample::select(vec![
            r"\ud800", r"\udbff", r"\uDC00", r"\uffff", r"\u0041", r"\\", r"\n", "a", "é", "ud800", "😀",
        ]), 0..12)) {
            let text = alloc::format!("\"{}\"", parts.concat());
            let marked = parse_claims(&text).ok().and_then(|json| json.as_str().map(String::from));
            prop_assert!(marked.is_some());
            if let Ok(plain) = Json::parse(&text) {
                prop_assert_eq!(marked.as_deref(), plain.as_str());
            } else {
                prop_assert!(marked.is_some_and(|text| text.contains(MARK)));
            }
        }
    }

    #[test]
    fn halves_of_pairs_are_marked_and_nothing_else() {
        let read = |text: &str| parse_claims(text).ok().and_then(|json| json.as_str().map(String::from));
        assert_eq!(read(r#""\ud800""#), Some("\u{ffff}".into()));
        assert_eq!(read(r#""a\uDC00b\ud83d""#), Some("a\u{ffff}b\u{ffff}".into()));
        assert_eq!(read(r#""\ud83d\ude00""#), Some("😀".into()));
        assert_eq!(read(r#""\ud83d\ud83d\ude00""#), Some("\u{ffff}😀".into()));
        assert_eq!(read(r#""\\ud800""#), Some("\\ud800".into()));
        assert_eq!(read(r#""\\\ud800é\n""#), Some("\\\u{ffff}é\n".into()));
        assert_eq!(read("\"\\\u{e9}\""), None);
        assert_eq!(read("\"\\"), None);
        assert_eq!(read("\"\\ud80"), None);
        assert!(parse_claims("{").is_err());
    }
}
