//! The one strict JSON parser: RFC 8259 to the letter, no name twice in an object, at most 64 levels.

use alloc::{string::String, vec::Vec};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

mod read;

/// The deepest nesting of arrays and objects that is read.
pub const MAX_DEPTH: u8 = 64;

/// A JSON value. Members keep their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number written without fraction or exponent that fits 64 bits.
    Integer(i64),
    /// Every other number, finite.
    Float(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; without [`Json::parse_keeping_duplicates`] every name is there once.
    Object(Vec<(String, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::Text(text.into())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::Text(text)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Json::Integer(value)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Json::Bool(value)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Json::Null, Into::into)
    }
}

/// The text is not strict JSON. Offsets and content are left out on purpose: the text may be a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Line from 1, 0 if unknown.
    pub line: u32,
    /// Column from 1 in bytes, 0 if unknown.
    pub column: u32,
}

impl Json {
    /// Reads strict JSON; a name that stands twice in one object is malformed.
    pub fn parse(text: &str) -> Result<Json, Malformed> {
        read::read(text, false)
    }

    /// Reads JSON and keeps names that stand twice, for a reader that reports them all.
    pub fn parse_keeping_duplicates(text: &str) -> Result<Json, Malformed> {
        read::read(text, true)
    }

    /// Strict JSON text again; a number with a fraction, which nothing here makes, becomes `null`.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.write_into(&mut out);
        out
    }

    /// Whether [`Json::to_text`] says all of it.
    pub fn is_whole(&self) -> bool {
        match self {
            Json::Float(_) => self.as_integer().is_some(),
            Json::List(items) => items.iter().all(Json::is_whole),
            Json::Object(members) => members.iter().all(|(_, value)| value.is_whole()),
            _ => true,
        }
    }

    pub(crate) fn write_into(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Integer(value) => integer_into(out, *value),
            Json::Float(_) => match self.as_integer() {
                Some(value) => integer_into(out, value),
                None => out.push_str("null"),
            },
            Json::Text(value) => quote_into(out, value),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write_into(out);
                }
                out.push(']');
            }
            Json::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    quote_into(out, name);
                    out.push(':');
                    value.write_into(out);
                }
                out.push('}');
            }
        }
    }

    /// An object of these members.
    pub fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
        let mut members = members;
        Self::taking(&mut members)
    }

    /// Not generic, so that it is there once.
    #[inline(never)]
    fn taking(members: &mut [(&str, Json)]) -> Json {
        let mut taken = Vec::with_capacity(members.len());
        for (name, value) in members {
            taken.push((String::from(*name), core::mem::replace(value, Json::Null)));
        }
        Json::Object(taken)
    }

    /// The member `name` of an object.
    pub fn field(&self, name: &str) -> Option<&Json> {
        self.as_object()?.iter().find_map(|(key, value)| (key == name).then_some(value))
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_list(&self) -> Option<&[Json]> {
        match self {
            Json::List(items) => Some(items),
            _ => None,
        }
    }

    /// The elements of an array of strings.
    pub fn texts(&self) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        for item in self.as_list()? {
            texts.push(item.as_str()?.into());
        }
        Some(texts)
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&[(String, Json)]> {
        match self {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The truth value.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Json::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A whole number: also `1.0`, not `1.5`.
    #[allow(clippy::cast_possible_truncation, reason = "the range is tested first")]
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Json::Integer(value) => Some(*value),
            Json::Float(value) if value.abs() <= 9_007_199_254_740_991.0 && *value == (*value as i64) as f64 => Some(*value as i64),
            _ => None,
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Integer(value) => serializer.serialize_i64(*value),
            Json::Float(value) => serializer.serialize_f64(*value),
            Json::Text(value) => serializer.serialize_str(value),
            Json::List(items) => {
                let mut out = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| out.serialize_element(item))?;
                out.end()
            }
            Json::Object(members) => {
                let mut out = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(name, value)| out.serialize_entry(name, value))?;
                out.end()
            }
        }
    }
}

/// A whole number in decimal.
pub fn integer(value: i64) -> String {
    let mut out = String::new();
    integer_into(&mut out, value);
    out
}

/// Appends a whole number in decimal.
pub fn integer_into(out: &mut String, value: i64) {
    let mut digits = [0u8; 20];
    let mut rest = value.unsigned_abs();
    let mut used = 0;
    for digit in &mut digits {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        used += 1;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push('-');
    }
    out.extend(digits.iter().take(used).rev().map(|digit| char::from(*digit)));
}

/// Appends `text` as a JSON string.
pub fn quote_into(out: &mut String, text: &str) {
    out.push('"');
    if !text.bytes().any(|b| b < b' ' || b == b'"' || b == b'\\') {
        out.push_str(text);
        out.push('"');
        return;
    }
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => {
                out.push_str("\\u00");
                for nibble in [c as u8 >> 4, c as u8 & 15] {
                    out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_strict_and_refuses_the_rest() {
        assert_eq!(Json::parse("[1,-2,1.5,true,null,\"a\"]").ok().and_then(|j| j.as_list().map(<[_]>::len)), Some(6));
        for bad in ["", "{", "[1,]", "{'a':1}", "NaN", "// c\n1", "1 2", "{\"a\":1,\"a\":2}", "\"\\ud800\"", "1e400", "\u{feff}1", "01"] {
            assert!(Json::parse(bad).is_err(), "{bad}");
        }
        assert!(Json::parse_keeping_duplicates("{\"a\":1,\"a\":2}").is_ok());
    }

    fn assert_same(text: &str) {
        let (ours, other) = (Json::parse_keeping_duplicates(text), serde_json::from_str::<serde_json::Value>(text));
        let place = |at: Malformed| (at.line as usize, at.column as usize);
        let other_place = other.as_ref().err().map(|error| (error.line(), error.column()));
        assert_eq!(ours.as_ref().err().copied().map(place), other_place, "{text:?}");
        assert_eq!(ours.ok().and_then(|json| serde_json::to_value(&json).ok()).map(rounded), other.ok().map(rounded), "{text:?}");
    }

    /// With 13 digits of what has a fraction or an exponent: beyond 22 places ours differ in the last ones.
    fn rounded(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Number(number) if number.is_f64() => alloc::format!("{:.12e}", number.as_f64().unwrap_or_default()).into(),
            serde_json::Value::Array(list) => list.into_iter().map(rounded).collect(),
            serde_json::Value::Object(members) => members.into_iter().map(|(key, value)| (key, rounded(value))).collect(),
            other => other,
        }
    }

    #[test]
    fn reads_and_refuses_what_serde_json_does_at_the_same_place() {
        let texts = [
            "null",
            "nul",
            "nulL",
            " true ",
            "fals e",
            "0",
            "-0",
            "00",
            "-",
            "-a",
            "1.",
            "1.e1",
            "1e",
            "1e+",
            "1E-2",
            "0.1",
            "12.5e3",
            "1e300",
            "-1.5",
            "123.456",
            "9223372036854775807",
            "-9223372036854775808",
            "-9223372036854775809",
            "1e22",
            "1e-22",
            "1e400",
            "-1e400",
            "0e99999999999",
            "1e-99999999999",
            "4.35",
            "0.000123",
            "\"",
            "\"a",
            "\"\\u00e9\\ud83d\\ude00\\/\\b\"",
            "\"é\\n😀\"",
            "\"a\tb\"",
            "\"a\nb\"",
            "\"\\x\"",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1}",
            "[]",
            "[ ]",
            "{",
            "{}",
            "{ }",
            "{\"a\"",
            "{\"a\" 1}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{\"a\" : 1 , \"b\" : [ ] }",
            "{a:1}",
            "{\"a\":1 \"b\":2}",
            "{\n\"a\": 1\n\"b\"}",
            "1 2",
            "\n\n x",
            "",
            " ",
            "\u{feff}1",
            "\u{a0}1",
            "[1]\n]",
            "//c",
        ];
        texts.iter().for_each(|text| assert_same(text));
    }

    proptest::proptest! {
        #[test]
        fn is_serde_json_on_scraps(parts in proptest::collection::vec(proptest::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "-2.5", "0", "1e3", "true", "null", " ", "\n",
        ]), 0..12)) {
            assert_same(&parts.concat());
        }

        #[test]
        fn is_serde_json_on_short_numbers(digits in -999_999_999_999_999i64..999_999_999_999_999, exponent in -22i32..22) {
            let text = alloc::format!("{digits}e{exponent}");
            assert_same(&text);
            let exact = matches!((Json::parse(&text), text.parse::<f64>()), (Ok(Json::Float(ours)), Ok(exact)) if ours == exact);
            proptest::prop_assert!(exact, "{text}");
        }

        #[test]
        fn is_close_to_any_float(value in proptest::num::f64::NORMAL) {
            let read = Json::parse(&alloc::format!("{value:e}"));
            let close = matches!(read, Ok(Json::Float(read)) if ((read - value) / value).abs() < 1e-13);
            proptest::prop_assert!(close || value.abs() > 1e308 && read.is_err(), "{value:e} {read:?}");
        }
    }

    #[test]
    fn nesting_ends_at_64_levels() {
        let nested = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert!(Json::parse(&nested(64)).is_ok());
        assert!(Json::parse(&nested(65)).is_err());
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn whole_numbers_are_integers_however_written() {
        assert_eq!(Json::parse("1.0").ok().and_then(|j| j.as_integer()), Some(1));
        assert_eq!(Json::parse("1.5").ok().and_then(|j| j.as_integer()), None);
        assert_eq!(Json::parse("18446744073709551616").ok().and_then(|j| j.as_integer()), None);
    }

    #[test]
    fn text_comes_back_as_it_went() {
        let text = "{\"a\":[-9223372036854775808,0,7,true,null],\"b\":{\"c\":\"d\"}}";
        assert_eq!(Json::parse(text).map(|json| json.to_text()).as_deref(), Ok(text));
    }

    #[test]
    fn quoting_is_read_back_as_it_was() {
        let text = "a\"\\\u{1}\n\u{1f}é\u{2028}";
        let mut out = String::new();
        quote_into(&mut out, text);
        assert_eq!(Json::parse(&out), Ok(Json::Text(text.into())));
    }
}
