//! The common name of a distinguished name in text form (RFC 4514).

use alloc::{string::String, vec::Vec};

/// The value of a leading `CN=`; `None` for everything else.
pub fn common_name(text: &str) -> Option<String> {
    let head = text.get(..3).filter(|head| head.eq_ignore_ascii_case("cn="))?;
    let mut bytes = text.get(head.len()..)?.bytes();
    let mut out: Vec<u8> = Vec::new();
    let mut ends_in_space = false;
    while let Some(byte) = bytes.next() {
        let escaped = byte == b'\\';
        match byte {
            b'\\' => out.push(unescape(&mut bytes)?),
            b',' | b'+' => break,
            b'"' | b';' | b'<' | b'>' | 0 => return None,
            b' ' | b'#' if out.is_empty() => return None,
            other => out.push(other),
        }
        ends_in_space = byte == b' ' && !escaped;
    }
    if ends_in_space {
        return None;
    }
    String::from_utf8(out).ok().filter(|name| !name.is_empty())
}

/// A special character after `\`, or two hex digits (section 3, `pair`).
fn unescape(bytes: &mut core::str::Bytes<'_>) -> Option<u8> {
    let first = bytes.next()?;
    if matches!(first, b'\\' | b'"' | b'+' | b',' | b';' | b'<' | b'>' | b' ' | b'#' | b'=') {
        return Some(first);
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(first)? << 4 | digit(bytes.next()?)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_leading_common_name() {
        for (text, name) in [
            ("CN=Admins", "Admins"),
            ("cn=Admins,OU=Groups,DC=example", "Admins"),
            ("CN=Smith\\, John,OU=x", "Smith, John"),
            ("CN=a+UID=b", "a"),
            ("CN=L\\C4\\8D", "Lč"),
            ("CN=\\ a\\ ,OU=x", " a "),
            ("CN=a b,OU=x", "a b"),
            ("CN=Ünits", "Ünits"),
        ] {
            assert_eq!(common_name(text).as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn everything_else_is_not_one() {
        for text in [
            "OU=a,CN=b",
            "plain",
            "",
            "CN=",
            "CN=,OU=x",
            "CN=a\\",
            "CN=a\\zz",
            "CN=\\C4",
            "CN= a",
            "CN=a ,OU=b",
            "CN=#04024869",
            "CN=\"a\"",
            "CN=a;b",
            "XCN=a",
            "é",
        ] {
            assert_eq!(common_name(text), None, "{text}");
        }
    }
}
