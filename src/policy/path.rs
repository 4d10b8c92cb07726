//! Request paths and targets, as browsers and routers agree on them (rulings R36, R47).

use alloc::{borrow::Cow, string::String, vec::Vec};

use super::route_letters::Letters;
use crate::uri;

/// A path that all routers read alike: decoded once, segment by segment; an encoded `/` stays `%2F`.
#[derive(Debug)]
pub struct RequestPath<'a> {
    segments: Vec<Cow<'a, str>>,
}

impl<'a> RequestPath<'a> {
    /// Reads a path; query and hash are ignored. `None` is `bad_path`.
    pub fn parse(text: &'a str) -> Option<Self> {
        let path = without_query(text);
        let rest = path.strip_prefix('/')?;
        if has_break(path) || path.as_bytes().contains(&b'\\') {
            return None;
        }
        let mut segments = Vec::with_capacity(8);
        for raw in rest.split('/') {
            segments.push(decode(raw)?);
        }
        segments.truncate(segments.iter().rposition(|segment| !segment.is_empty()).map_or(0, |last| last + 1));
        Some(Self { segments })
    }

    /// The segments without trailing slashes; none for `/`.
    pub fn segments(&self) -> &[Cow<'a, str>] {
        &self.segments
    }

    /// Whether this is the page that the path of `target` names.
    pub fn is_at(&self, target: &str, letters: Letters) -> bool {
        let Some(path) = without_query(target).strip_prefix('/') else { return false };
        let mut mine = self.segments.iter();
        // A trailing slash of the target meets no segment of ours.
        let same =
            path.split('/').all(|raw| decode(raw).is_some_and(|text| letters.order(mine.next().map_or("", |own| own), &text).is_eq()));
        same && mine.next().is_none()
    }
}

/// Whether `text` may be a place to go: a path with one leading `/`, without white space; query and hash are fine.
pub fn is_target(text: &str) -> bool {
    let spaced = text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    !spaced && !text.starts_with("//") && RequestPath::parse(text).is_some()
}

fn without_query(text: &str) -> &str {
    uri::until(text, b"?#")
}

fn decode(raw: &str) -> Option<Cow<'_, str>> {
    let text = if raw.as_bytes().contains(&b'%') {
        let mut text = String::new();
        for c in uri::decode(raw)?.chars() {
            match c {
                '/' => text.push_str("%2F"),
                c if is_break(c) => return None,
                c => text.push(c),
            }
        }
        Cow::Owned(text)
    } else {
        Cow::Borrowed(raw)
    };
    // A browser resolves these before any router sees them.
    (text != "." && text != "..").then_some(text)
}

fn has_break(text: &str) -> bool {
    text.contains(is_break)
}

/// Characters at which routers' expressions stop or which URL parsers drop.
pub(super) fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_routers_read_differently_are_refused() {
        for bad in [
            "",
            "x",
            "https://a.example/",
            "?a",
            "#a",
            "/%zz",
            "/%",
            "/%f",
            "/%ff",
            "/%ED%A0%80",
            "/a/..",
            "/./a",
            "/%2e%2E/a",
            "/.%2e",
            "/a\\b",
            "/a%0Ab",
            "/a\nb",
            "/a%0d",
            "/a%E2%80%A8",
            "/\u{2029}",
            "/a%00",
            "/%7f",
            "/%C2%85",
            "/\t",
        ] {
            assert!(RequestPath::parse(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn a_path_is_decoded_once_and_slashes_stay_encoded() {
        let segments = |text| RequestPath::parse(text).map(|path| path.segments().iter().map(|s| s.to_string()).collect::<Vec<_>>());
        for (text, expected) in [
            ("/", vec![]),
            ("///", vec![]),
            ("/a/b//?q=..#\\", vec!["a", "b"]),
            ("//a", vec!["", "a"]),
            ("/a%2fb%2Fc", vec!["a%2Fb%2Fc"]),
            ("/%5C%25%3F%23", vec!["\\%?#"]),
            ("/%2525", vec!["%25"]),
            ("/caf%C3%A9 é/...", vec!["café é", "..."]),
        ] {
            assert_eq!(segments(text), Some(expected.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn a_page_is_where_its_target_points() {
        let at = |path: &str, target: &str, letters| RequestPath::parse(path).is_some_and(|path| path.is_at(target, letters));
        for (path, target) in [("/", "/"), ("/", "//"), ("/login", "/login/?a=/b#c"), ("/LOGIN/", "/login"), ("/%61", "/a"), ("/a", "/%61")]
        {
            assert!(at(path, target, Letters::Folded), "{path} {target}");
        }
        for (path, target) in
            [("/login", "/"), ("/", "/login"), ("/a/b", "/a"), ("/a", "/a/b"), ("//a", "/a"), ("/a", ""), ("/a", "a"), ("/a", "/%zz")]
        {
            assert!(!at(path, target, Letters::Folded), "{path} {target}");
        }
        assert!(!at("/LOGIN", "/login", Letters::Exact));
    }

    #[test]
    fn targets_are_paths_of_this_origin() {
        for good in ["/", "/a", "/a?x=1#h", "/:id", "/a?next=//e", "/a%20b", "/a?b\\"] {
            assert!(is_target(good), "{good}");
        }
        for bad in ["", "a", "//e", "/\\e", "/a b", "/a\tb", "/a/..", "/a?b c", "/%0a", "https://e", "javascript:alert(1)", "/a\u{a0}b"] {
            assert!(!is_target(bad), "{bad}");
        }
    }
}
