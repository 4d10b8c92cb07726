//! Templates for group names: literal text and captures `{name}`, matched from end to end.

use alloc::{string::String, vec, vec::Vec};

use crate::order;

/// The most bytes that one capture holds.
pub const MAX_CAPTURE: usize = 128;
/// The most captures of one template.
pub const MAX_CAPTURES: usize = 16;

/// Why a template is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// Two captures have one name.
    DuplicateCapture,
    /// Nothing stands between two captures.
    AdjacentCaptures,
    /// More than [`MAX_CAPTURES`].
    TooMany,
    /// Empty, a `*`, a stray brace, a leading `$`, or a name outside `[A-Za-z0-9_-]{1,64}`.
    BadMatch,
}

impl TemplateFault {
    /// The code of the finding.
    pub fn code(self) -> &'static str {
        match self {
            Self::DuplicateCapture => "duplicate_capture",
            Self::AdjacentCaptures => "adjacent_captures",
            Self::TooMany => "too_large",
            Self::BadMatch => "bad_match",
        }
    }
}

/// A text with captures. Each capture matches `[A-Za-z0-9._-]{1,128}`, shortest first with backtracking (ruling R11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    text: String,
    /// Where the first capture begins.
    head: usize,
    /// Where the last one has ended.
    tail: usize,
}

/// The texts of captures by their names.
pub type Captured<'a> = Vec<(&'a str, &'a str)>;

impl Template {
    /// Reads a template such as `proj-{id}-reader`.
    pub fn parse(text: &str) -> Result<Self, TemplateFault> {
        let mut pieces = text.split('{');
        let head = pieces.next().unwrap_or_default();
        if text.is_empty() || text.starts_with('$') || !is_literal(head) {
            return Err(TemplateFault::BadMatch);
        }
        let mut names: Vec<&str> = Vec::new();
        let mut before = "-";
        for piece in pieces {
            let (name, after) = piece.split_once('}').ok_or(TemplateFault::BadMatch)?;
            if !is_capture_name(name) || !is_literal(after) {
                return Err(TemplateFault::BadMatch);
            }
            if before.is_empty() {
                return Err(TemplateFault::AdjacentCaptures);
            }
            before = after;
            names.push(name);
        }
        if order::has_twins(names.len(), &|at| names.get(at).copied().unwrap_or_default()) {
            return Err(TemplateFault::DuplicateCapture);
        }
        if names.len() > MAX_CAPTURES {
            return Err(TemplateFault::TooMany);
        }
        let tail = if names.is_empty() { text.len() } else { text.len() - before.len() };
        Ok(Self { text: text.into(), head: head.len(), tail })
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is no capture.
    pub fn is_literal(&self) -> bool {
        self.head == self.text.len()
    }

    /// The text, when there is no capture.
    pub fn literal(&self) -> Option<&str> {
        self.is_literal().then_some(self.as_str())
    }

    /// The text before the first capture.
    pub fn head(&self) -> &str {
        self.text.get(..self.head).unwrap_or_default()
    }

    /// The text after the last capture; empty where there is none.
    pub fn tail(&self) -> &str {
        self.text.get(self.tail..).unwrap_or_default()
    }

    /// Each capture's name and the literal that ends it (empty at most for the last).
    pub fn captures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pieces().into_iter()
    }

    /// As [`Template::captures`], all at once.
    #[inline(never)]
    pub fn pieces(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        for piece in self.text.split('{').skip(1) {
            found.extend(piece.split_once('}'));
        }
        found
    }

    /// The captured texts by name if the whole of `text` matches. Time grows with `text` times captures, never faster.
    pub fn matches<'a>(&'a self, text: &'a str) -> Option<Captured<'a>> {
        let rest = text.strip_prefix(self.head())?;
        let pieces = self.pieces();
        let Some((last, before)) = pieces.split_last() else {
            return rest.is_empty().then(Vec::new);
        };
        let body = rest.strip_suffix(last.1)?;
        let shortest: usize = before.iter().map(|(_, after)| 1 + after.len()).sum();
        if body.len() <= shortest { None } else { walk(&pieces, body) }
    }

    /// Whether the literals fit `text` and only what stands in the captures is not a captured text (`proj-*-reader`).
    pub fn rejects(&self, text: &str) -> bool {
        let Some(rest) = text.strip_prefix(self.head()) else { return false };
        let mut rest = rest.as_bytes();
        let pieces = self.pieces();
        let Some((last, before)) = pieces.split_last() else { return false };
        for (_, after) in before {
            let Some(tail) = (1..rest.len()).find_map(|at| rest.get(at..)?.strip_prefix(after.as_bytes())) else { return false };
            rest = tail;
        }
        rest.len() > last.1.len() && rest.ends_with(last.1.as_bytes()) && self.matches(text).is_none()
    }
}

/// Takes the least end of each capture from which the rest still matches.
fn walk<'a>(pieces: &[(&'a str, &'a str)], body: &'a str) -> Option<Captured<'a>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (_, after) in pieces.iter().rev() {
        rows.push(ends(body.as_bytes(), after.as_bytes(), rows.last()));
    }
    let mut found = Vec::new();
    let mut start = 0;
    for (name, after) in pieces {
        let end = rows.pop()?.get(start).copied().filter(|end| *end > 0)?;
        found.push((*name, body.get(start..end)?));
        start = end + after.len();
    }
    Some(found)
}

/// For each place of `body` where a capture may begin: its least end, after which `literal` and the `next` captures match; else 0.
fn ends(body: &[u8], literal: &[u8], next: Option<&Vec<usize>>) -> Vec<usize> {
    let mut row = vec![0; body.len()];
    let mut nearest = 0;
    for (start, slot) in row.iter_mut().enumerate().rev() {
        let end = start + 1;
        let goes_on = match next {
            None => end == body.len(),
            Some(row) => {
                body.get(end..).is_some_and(|tail| tail.starts_with(literal)) && row.get(end + literal.len()).is_some_and(|end| *end > 0)
            }
        };
        if !body.get(start).is_some_and(|byte| is_capture_byte(*byte)) {
            nearest = 0;
        } else if goes_on {
            nearest = end;
        }
        if nearest <= start + MAX_CAPTURE {
            *slot = nearest;
        }
    }
    row
}

/// Whether `text` may stand in a capture.
pub fn is_captured(text: &str) -> bool {
    text.len() <= MAX_CAPTURE && is_word(text)
}

/// Whether `text` is `[A-Za-z0-9._-]+`.
#[inline(never)]
pub fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_capture_byte)
}

fn is_capture_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

fn is_literal(text: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, b'*' | b'}'))
}

/// Whether `name` may name a capture (the names of route parameters, ruling R35).
pub fn is_capture_name(name: &str) -> bool {
    name.len() <= 64 && is_word(name) && !name.as_bytes().contains(&b'.')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use proptest::prelude::*;

    fn found<'a>(template: &'a Template, text: &'a str) -> Option<Vec<&'a str>> {
        template.matches(text).map(|pairs| pairs.into_iter().map(|(_, value)| value).collect())
    }

    fn parse(text: &str) -> Template {
        Template::parse(text).unwrap()
    }

    #[test]
    fn captures_are_shortest_first_with_backtracking() {
        assert_eq!(found(&parse("p-{a}-{b}"), "p-1-2-3"), Some(vec!["1", "2-3"]));
        assert_eq!(found(&parse("{a}-x-{b}-y"), "1-x-2-x-3-y"), Some(vec!["1", "2-x-3"]));
        assert_eq!(found(&parse("{a}/{b}-{c}"), "1-2/3"), None);
        assert_eq!(found(&parse("{a} {b}-{c}"), "1-2 3-4-5"), Some(vec!["1-2", "3", "4-5"]));
        let long = "a".repeat(128) + "-b";
        assert_eq!(found(&parse("{a}-{b}"), &long), Some(vec!["a".repeat(128).as_str(), "b"]));
        let backtrack = "1-".to_owned() + &"b".repeat(126) + "-" + &"c".repeat(128);
        assert_eq!(found(&parse("{a}-{b}"), &backtrack).map(|v| v.concat().len()), Some(256), "the second capture would be too long");
    }

    #[test]
    fn the_whole_name_must_match() {
        let template = parse("proj-{id}-reader");
        assert_eq!(found(&template, "proj-a.b_c-reader"), Some(vec!["a.b_c"]));
        for other in
            ["proj--reader", "proj-reader", "xproj-a-reader", "proj-a-readerx", "proj-a b-reader", "proj-é-reader", "PROJ-a-reader", ""]
        {
            assert_eq!(template.matches(other), None, "{other}");
        }
        assert_eq!(parse("App Ünits").literal(), Some("App Ünits"));
        assert_eq!(parse("App Ünits").matches("App Ünits"), Some(vec![]));
        assert_eq!(parse("{x}").literal(), None);
        assert!(parse("{x}").matches(&"a".repeat(128)).is_some());
        assert!(parse("{x}").matches(&"a".repeat(129)).is_none());
    }

    #[test]
    fn a_wildcard_in_a_name_is_rejected_and_seen() {
        let template = parse("proj-{id}-reader");
        assert!(template.rejects("proj-*-reader"));
        assert!(template.rejects("proj-a:b-reader"));
        assert!(template.rejects(&("proj-".to_owned() + &"a".repeat(129) + "-reader")));
        assert!(!template.rejects("proj-a-reader"));
        assert!(!template.rejects("proj--reader"));
        assert!(!template.rejects("other"));
        assert!(!parse("plain").rejects("plain"));
        assert!(parse("{a}-{b}").rejects("é-x"));
    }

    #[test]
    fn refused_templates() {
        for bad in ["", "proj-*", "*", "a}", "{a", "{}", "{a b}", "{{a}}", "a{b}c}", "$admins", "$authenticated", "{é}"] {
            assert_eq!(Template::parse(bad), Err(TemplateFault::BadMatch), "{bad}");
        }
        assert_eq!(Template::parse("{a}-{a}"), Err(TemplateFault::DuplicateCapture));
        assert_eq!(Template::parse("{a}{b}"), Err(TemplateFault::AdjacentCaptures));
        assert_eq!(parse("a$b").literal(), Some("a$b"));
    }

    #[test]
    fn many_captures_take_bounded_time() {
        let text: String = (0..MAX_CAPTURES).map(|n| format!("{{c{n}}}-")).collect();
        assert_eq!(Template::parse(&(text.clone() + "{more}")), Err(TemplateFault::TooMany));
        let template = parse(&(text + "!"));
        assert!(template.matches(&("-".repeat(1000) + "-!")).is_some());
        assert!(template.matches(&("-".repeat(1000) + " -!")).is_none());
    }

    /// The plain backtracking that the table replaces.
    fn slow<'a>(captures: &'a [(&'a str, &'a str)], text: &'a str) -> Option<Vec<&'a str>> {
        let Some(((_, after), rest)) = captures.split_first() else { return text.is_empty().then(Vec::new) };
        (1..=text.len().min(MAX_CAPTURE)).filter(|n| text.get(..*n).is_some_and(is_captured)).find_map(|n| {
            let tail = text.get(n..)?.strip_prefix(after)?;
            let mut found = slow(rest, tail)?;
            found.insert(0, text.get(..n)?);
            Some(found)
        })
    }

    proptest! {
        #[test]
        fn agrees_with_plain_backtracking(pattern in "[a{]{0,2}(\\{x\\}|)[-a]{1,2}(\\{y\\}|)(-|é|)(\\{z\\}|)[-a]{0,2}", text in "[-aé]{0,14}") {
            if let Ok(template) = Template::parse(&pattern) {
                let captures: Vec<_> = template.captures().collect();
                let expected = text.strip_prefix(template.head()).and_then(|rest| slow(&captures, rest));
                prop_assert_eq!(found(&template, &text), expected);
            }
        }
    }
}
