//! What a request asks for, in one form (RFC 3986 sections 6.2.2 and 6.2.3): two spellings of one address compare as equal, two addresses never.

use alloc::{string::String, vec::Vec};

use super::{hex, host_of, is_authority, until};
use crate::json::integer_into;

/// `url` without query and fragment; `None` for what is not an absolute `http:` or `https:` URL, names a user, or holds a broken
/// percent sequence, white space or a control character.
pub fn normal(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let secure = scheme.eq_ignore_ascii_case("https");
    if !(secure || scheme.eq_ignore_ascii_case("http")) {
        return None;
    }
    let rest = until(rest, b"?#");
    let authority = until(rest, b"/");
    let path = rest.get(authority.len()..)?;
    let mut out = String::from(if secure { "https://" } else { "http://" });
    origin_into(&mut out, authority, if secure { 443 } else { 80 })?;
    out.push_str(&without_dots(&letters(path)?));
    Some(out)
}

fn origin_into(out: &mut String, authority: &str, default: u16) -> Option<()> {
    let host = host_of(authority);
    let port = authority.get(host.len()..)?;
    // An empty port is the default one.
    let (whole, port) = if port == ":" { (host, "") } else { (authority, port.trim_start_matches(':')) };
    let port = if port.is_empty() { default } else { port.parse::<u16>().ok()? };
    if !is_authority(whole) {
        return None;
    }
    out.push_str(&host.to_ascii_lowercase());
    if port != default {
        out.push(':');
        integer_into(out, i64::from(port));
    }
    Some(())
}

/// Unreserved characters as they are, every other octet that a path may not hold as a triplet in capitals.
fn letters(path: &str) -> Option<String> {
    let mut out = String::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                let octet = hex(bytes.next()?)? << 4 | hex(bytes.next()?)?;
                if is_unreserved(octet) { out.push(char::from(octet)) } else { triplet_into(&mut out, octet) }
            }
            0..=0x20 | 0x7f => return None,
            b'/' | b':' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => out.push(char::from(byte)),
            _ if is_unreserved(byte) => out.push(char::from(byte)),
            _ => triplet_into(&mut out, byte),
        }
    }
    Some(out)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn triplet_into(out: &mut String, octet: u8) {
    out.push('%');
    for nibble in [octet >> 4, octet & 15] {
        out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase());
    }
}

/// RFC 3986 section 5.2.4, and `/` for an empty path.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            _ => kept.push(segment),
        }
        // A path that ends in a dot segment names what is below.
        if last && matches!(segment, "." | "..") {
            kept.push("");
        }
    }
    let mut out = String::from("/");
    out.push_str(&kept.join("/"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_are_one() {
        for (written, one) in [
            ("https://api.example", "https://api.example/"),
            ("HTTPS://API.Example:443/", "https://api.example/"),
            ("https://api.example:/a", "https://api.example/a"),
            ("https://api.example:0443/a", "https://api.example/a"),
            ("http://api.example:80/a?b=c#d", "http://api.example/a"),
            ("http://[::1]:8080/a", "http://[::1]:8080/a"),
            ("http://[2001:DB8::1]/a#d?b", "http://[2001:db8::1]/a"),
            ("https://api.example/%7ea/%2d%5F/%c3%a9", "https://api.example/~a/-_/%C3%A9"),
            ("https://api.example/é|x", "https://api.example/%C3%A9%7Cx"),
            ("https://api.example/a/./b/../c", "https://api.example/a/c"),
            ("https://api.example/a/%2e%2E/c/.", "https://api.example/c/"),
            ("https://api.example/a/b/..", "https://api.example/a/"),
            ("https://api.example/../../a", "https://api.example/a"),
            ("https://api.example/a//b/", "https://api.example/a//b/"),
        ] {
            assert_eq!(normal(written).as_deref(), Some(one), "{written}");
        }
    }

    #[test]
    fn two_addresses_stay_two() {
        for (one, other) in [
            ("https://api.example/a", "https://api.example/A"),
            ("https://api.example/a", "https://api.example/a/"),
            ("https://api.example/a/b", "https://api.example/a%2Fb"),
            ("https://api.example/a//b", "https://api.example/a/b"),
            ("https://api.example/a;b", "https://api.example/a%3Bb"),
            ("https://api.example/", "http://api.example/"),
            ("https://api.example/", "https://api.example:8443/"),
            ("https://api.example:80/", "https://api.example/"),
            ("https://api.example:0/", "https://api.example/"),
            ("https://api.example/", "https://api.example./"),
            ("https://api.example/a", "https://api.example.evil.example/a"),
        ] {
            assert_ne!(normal(one), normal(other), "{one} {other}");
            assert!(normal(one).is_some() && normal(other).is_some(), "{one} {other}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        for bad in [
            "",
            "/a",
            "a",
            "//api.example/a",
            "https:/api.example",
            "https:///a",
            "ftp://api.example/",
            "javascript://api.example/",
            " https://api.example/",
            "https://user@api.example/",
            "https://api.example\\@evil.example/",
            "https://api.example/%",
            "https://api.example/%2",
            "https://api.example/%zz",
            "https://api.example/a b",
            "https://api.example/a\tb",
            "https://api.example:x/",
            "https://api.example:123456/",
            "https://api.example:65536/",
            "https://api.example::1/",
            "https://api.ex%61mple/",
            "https://:443/",
        ] {
            assert_eq!(normal(bad), None, "{bad}");
        }
    }
}
