//! As much of URLs and forms as this crate needs: absolute http(s) URLs, percent coding, `application/x-www-form-urlencoded`.

use alloc::{string::String, vec::Vec};

#[cfg(any(feature = "tools", feature = "native"))]
pub mod target;

/// An absolute `https:` URL, or `http:` for a loopback host: printable ASCII without spaces, user, or backslash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpUrl {
    text: String,
    origin_end: usize,
}

impl HttpUrl {
    /// Reads `text` as it stands; nothing is normalised but the question whether it can be trusted is answered.
    pub fn parse(text: &str) -> Option<Self> {
        let secure = text.starts_with("https://");
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let authority = until(rest, b"/?#");
        if !has_uri_letters(text) || !is_authority(authority) || !(secure || is_loopback(host_of(authority))) {
            return None;
        }
        Some(Self { text: text.into(), origin_end: text.len() - rest.len() + authority.len() })
    }

    /// The URL as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port as written.
    pub fn origin(&self) -> &str {
        self.text.get(..self.origin_end).unwrap_or_default()
    }

    /// The path, at least `/`.
    pub fn path(&self) -> &str {
        let path = until(self.after_origin(), b"?#");
        if path.is_empty() { "/" } else { path }
    }

    /// The query without `?`, or `None`.
    pub fn query(&self) -> Option<&str> {
        until(self.after_origin(), b"#").split_once('?').map(|(_, query)| query)
    }

    /// The fragment without `#`, or `None`.
    pub fn fragment(&self) -> Option<&str> {
        self.after_origin().split_once('#').map(|(_, fragment)| fragment)
    }

    /// Path, query and fragment: what a router calls the location.
    pub fn after_origin(&self) -> &str {
        self.text.get(self.origin_end..).unwrap_or_default()
    }
}

/// Whether `text` is of the letters of a URI (RFC 3986 section 2).
pub fn has_uri_letters(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'\\' | b'"' | b'<' | b'>' | b'^' | b'`' | b'{' | b'|' | b'}'))
}

/// What is before and after the first `mark`, which is not empty: the library's search is made for long texts and long itself.
pub fn cut<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(mark.len().max(1)).position(|part| part == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// What is before the first of `marks`, which are ASCII, or all.
pub fn until<'a>(text: &'a str, marks: &[u8]) -> &'a str {
    let end = text.bytes().position(|byte| marks.contains(&byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// Scheme, host and port of `url` as far as they can be told: for messages.
pub fn origin_of(url: &str) -> &str {
    let start = cut(url, "://").map_or(0, |(scheme, _)| scheme.len() + 3);
    let rest = url.get(start..).unwrap_or_default();
    url.get(..start + until(rest, b"/?#").len()).unwrap_or_default()
}

fn is_authority(authority: &str) -> bool {
    let host = host_of(authority);
    let port = authority.get(host.len()..).unwrap_or_default();
    let port_ok =
        port.is_empty() || port.strip_prefix(':').is_some_and(|p| (1..=5).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    let name_ok = host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
    let v6_ok = host.starts_with('[')
        && host.ends_with(']')
        && host.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b'[' | b']' | b':' | b'.'));
    !host.is_empty() && port_ok && (name_ok || v6_ok)
}

fn host_of(authority: &str) -> &str {
    match authority.find(']') {
        Some(end) => authority.get(..=end).unwrap_or_default(),
        None => until(authority, b":"),
    }
}

fn is_loopback(host: &str) -> bool {
    let v4 = host
        .strip_prefix("127.")
        .is_some_and(|rest| rest.split('.').count() == 3 && rest.split('.').all(|part| part.parse::<u8>().is_ok()));
    let host = host.to_ascii_lowercase();
    v4 || host == "localhost" || host.ends_with(".localhost") || host == "[::1]"
}

/// Appends `text`, percent-encoded but for unreserved characters (RFC 3986 section 2.3).
pub fn encode_into(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
}

/// Decodes percent sequences once; `None` for a broken sequence or what is not UTF-8 afterwards.
pub fn decode(text: &str) -> Option<String> {
    if !text.as_bytes().contains(&b'%') {
        return Some(text.into());
    }
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(if byte == b'%' { hex(bytes.next()?)? << 4 | hex(bytes.next()?)? } else { byte });
    }
    String::from_utf8(out).ok()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The words of a list with spaces between them (RFC 6749 section 3.3).
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(' ') {
        if !word.is_empty() {
            words.push(word.into());
        }
    }
    words
}

/// What `join` makes, in a tenth of its bytes.
pub fn joined<T: AsRef<str>>(texts: &[T], between: &str) -> String {
    let mut out = String::new();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        out.push_str(text.as_ref());
    }
    out
}

/// Writes a form or a query (`application/x-www-form-urlencoded`).
pub fn form(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        encode_into(&mut out, name);
        out.push('=');
        encode_into(&mut out, value);
    }
    out
}

/// Reads a form or a query; `None` when a part cannot be decoded.
pub fn parse_form(text: &str) -> Option<Vec<(String, String)>> {
    text.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Some((decode(&name.replace('+', " "))?, decode(&value.replace('+', " "))?))
        })
        .collect()
}

/// `url` with `pairs` added to its query, before a fragment if it has one.
pub fn with_query(url: &str, pairs: &[(&str, &str)]) -> String {
    let (base, fragment) = url.split_once('#').map_or((url, None), |(base, fragment)| (base, Some(fragment)));
    let mut out = String::from(base);
    out.push(if base.as_bytes().contains(&b'?') { '&' } else { '?' });
    out.push_str(&form(pairs));
    if let Some(fragment) = fragment {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_https_or_loopback() {
        for good in ["https://a.example", "https://a.example:8443/x?y#z", "http://localhost:9101", "http://127.0.0.1/", "http://[::1]:80/a"]
        {
            assert!(HttpUrl::parse(good).is_some(), "{good}");
        }
        for bad in [
            "http://a.example",
            "https://",
            "https://a b",
            "https://u@h/",
            "ftp://a",
            "//a",
            "https://a\\b",
            "javascript:alert(1)",
            "http://127.0.0.1.evil.example",
            "https://a.example:99999x",
        ] {
            assert!(HttpUrl::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_parts_of_a_url() {
        let url = HttpUrl::parse("https://a.example:8443/x/y?q=1#f?g")
            .map(|u| (u.origin().to_owned(), u.path().to_owned(), u.query().map(str::to_owned), u.fragment().map(str::to_owned)));
        assert_eq!(url, Some(("https://a.example:8443".into(), "/x/y".into(), Some("q=1".into()), Some("f?g".into()))));
        assert_eq!(HttpUrl::parse("https://a.example").map(|u| u.path().to_owned()), Some("/".into()));
    }

    #[test]
    fn forms_come_back_as_they_went() {
        let pairs = [("a b", "ü&=+%"), ("x", "")];
        let read = parse_form(&form(&pairs));
        assert_eq!(read, Some(vec![("a b".into(), "ü&=+%".into()), ("x".into(), String::new())]));
        assert_eq!(parse_form("a=%zz"), None);
        assert_eq!(parse_form("a=%ff"), None);
        assert_eq!(with_query("https://a/?x=1#f", &[("y", "2")]), "https://a/?x=1&y=2#f");
    }
}
