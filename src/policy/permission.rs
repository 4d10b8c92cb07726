//! Permissions and the patterns that grants, denies and the vocabulary are written in.

use alloc::{string::String, vec::Vec};

use crate::template::{MAX_CAPTURE, is_capture_name, is_captured, is_word};

/// One segment of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// This text.
    Literal(&'a str),
    /// `*`: exactly one segment.
    One,
    /// `{name}`: exactly one segment of at most [`MAX_CAPTURE`] bytes.
    Capture(&'a str),
}

impl<'a> Segment<'a> {
    /// Whether some text lies under both.
    fn agrees(self, other: Segment<'_>) -> bool {
        match (self, other) {
            (Segment::Literal(one), Segment::Literal(two)) => one == two,
            (Segment::Literal(text), Segment::Capture(_)) | (Segment::Capture(_), Segment::Literal(text)) => text.len() <= MAX_CAPTURE,
            _ => true,
        }
    }

    /// The text, if there is only one.
    pub fn literal(self) -> Option<&'a str> {
        match self {
            Segment::Literal(text) => Some(text),
            _ => None,
        }
    }

    /// The name of a capture.
    pub fn capture(self) -> Option<&'a str> {
        match self {
            Segment::Capture(name) => Some(name),
            _ => None,
        }
    }
}

/// Segments joined by `:`, with or without a trailing `**` (one or more further segments).
// A map holds thousands of them, nearly all without wildcard: one text each, split only where somebody must look inside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern(String);

/// A permission to be matched: its segments, where `None` stands for a text that no pattern names.
pub type Probe<'a> = [Option<&'a str>];

/// The most segments of a pattern, a trailing `**` too.
pub const MAX_SEGMENTS: usize = 64;

/// The code of the finding for a text that is no pattern: `code`, or that it is too long.
pub fn not_one(text: &str, code: &'static str) -> &'static str {
    if Parts(Some(text)).count() > MAX_SEGMENTS { "too_large" } else { code }
}

/// Whether `text` is one segment: `[A-Za-z0-9._-]+`.
pub fn is_segment(text: &str) -> bool {
    is_word(text)
}

/// Whether `text` is a permission without wildcard and capture.
#[inline(never)]
pub fn is_permission(text: &str) -> bool {
    Parts(Some(text)).all(is_word)
}

/// The segments of a permission.
#[inline(never)]
pub fn probe(permission: &str) -> Vec<Option<&str>> {
    let mut probe = Vec::new();
    for part in Parts(Some(permission)) {
        probe.push(Some(part));
    }
    probe
}

/// What stands between the colons of a text.
struct Parts<'a>(Option<&'a str>);

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let text = self.0?;
        let end = text.bytes().position(|byte| byte == b':');
        self.0 = end.and_then(|end| text.get(end + 1..));
        end.map_or(Some(text), |end| text.get(..end))
    }
}

/// The segments of a pattern, without a trailing `**`.
pub struct Segments<'a>(Parts<'a>);

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    #[inline(never)]
    fn next(&mut self) -> Option<Segment<'a>> {
        match self.0.next()? {
            "**" => None,
            "*" => Some(Segment::One),
            part => Some(capture(part).map_or(Segment::Literal(part), Segment::Capture)),
        }
    }
}

fn capture(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

impl Pattern {
    /// What a grant, a deny, an `except` or a question by pattern may hold.
    #[inline(never)]
    pub fn parse(text: &str) -> Option<Pattern> {
        if Parts(Some(text)).count() > MAX_SEGMENTS {
            return None;
        }
        let mut parts = Parts(Some(text));
        while let Some(part) = parts.next() {
            let is_last = parts.0.is_none();
            if !(is_word(part) || part == "*" || part == "**" && is_last || capture(part).is_some_and(is_capture_name)) {
                return None;
            }
        }
        Some(Pattern(text.into()))
    }

    /// A permission as the vocabulary declares it or a rule asks for it: no wildcard.
    pub fn without_wildcard(text: &str) -> Option<Pattern> {
        if text.as_bytes().contains(&b'*') { None } else { Self::parse(text) }
    }

    /// The pattern as it was written, captures filled in where there were any.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `**`.
    pub fn is_everything(&self) -> bool {
        self.0 == "**"
    }

    /// Whether it stands for one permission only.
    #[inline(never)]
    pub fn is_literal(&self) -> bool {
        !self.0.bytes().any(|byte| matches!(byte, b'*' | b'{'))
    }

    /// The segments, without a trailing `**`.
    pub fn segments(&self) -> Segments<'_> {
        Segments(Parts(Some(&self.0)))
    }

    /// The segments, a trailing `**` too, with `*` for every capture.
    pub fn form(&self) -> impl Iterator<Item = &str> {
        Parts(Some(&self.0)).map(|part| if part.starts_with('{') { "*" } else { part })
    }

    /// How many segments it has, without a trailing `**`.
    #[inline(never)]
    pub fn segment_count(&self) -> usize {
        self.segments().count()
    }

    /// Whether it ends in `**`.
    pub fn has_rest(&self) -> bool {
        self.0.ends_with("**")
    }

    /// The names of its captures, in order.
    #[inline(never)]
    pub fn captures(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for segment in self.segments() {
            names.extend(segment.capture());
        }
        names
    }

    /// For each capture the first place where its name stands, for each `*` and literal none: of one form and these, patterns cover the
    /// same permissions.
    #[inline(never)]
    pub fn ties(&self) -> Vec<Option<usize>> {
        let mut ties = Vec::new();
        if self.has_captures() {
            for segment in self.segments() {
                ties.push(segment.capture().and_then(|_| self.segments().position(|other| other == segment)));
            }
        }
        ties
    }

    /// The first capture that is not among `bound`.
    #[inline(never)]
    pub fn unbound(&self, bound: &[&str]) -> Option<&str> {
        self.segments().filter_map(Segment::capture).find(|name| !bound.contains(name))
    }

    /// Whether it means another thing for every group.
    pub fn has_captures(&self) -> bool {
        self.0.as_bytes().contains(&b'{')
    }

    /// The text of the first segment, if every permission under the pattern begins with it.
    pub fn first_literal(&self) -> Option<&str> {
        self.segments().next()?.literal()
    }

    /// Whether the permission lies under the pattern; twin captures want twin texts.
    #[inline(never)]
    pub fn covers(&self, probe: &Probe<'_>) -> bool {
        let mut at = 0;
        for segment in self.segments() {
            let Some(text) = probe.get(at) else { return false };
            if !self.takes(at, segment, *text, probe) {
                return false;
            }
            at += 1;
        }
        (at < probe.len()) == self.has_rest()
    }

    fn takes(&self, at: usize, segment: Segment<'_>, text: Option<&str>, probe: &Probe<'_>) -> bool {
        match segment {
            Segment::Literal(literal) => text == Some(literal),
            Segment::One => true,
            Segment::Capture(_) => {
                let first = self.segments().position(|other| other == segment);
                let agrees = first == Some(at) || text.is_some() && first.and_then(|first| probe.get(first)) == Some(&text);
                agrees && text.is_none_or(|text| text.len() <= MAX_CAPTURE)
            }
        }
    }

    /// Whether some permission lies under both; names of captures need not agree (ruling R7).
    #[inline(never)]
    pub fn overlaps(&self, other: &Pattern) -> bool {
        let (mut mine, mut theirs) = (self.segments(), other.segments());
        loop {
            match (mine.next(), theirs.next()) {
                (Some(one), Some(two)) if one.agrees(two) => {}
                (Some(_), Some(_)) => return false,
                (None, Some(_)) => return self.has_rest(),
                (Some(_), None) => return other.has_rest(),
                (None, None) => return self.has_rest() == other.has_rest(),
            }
        }
    }

    /// The pattern with its captures replaced by `captures` (name, text); `None` when one is not bound or not a capture's text.
    #[inline(never)]
    pub fn fill(&self, captures: &[(&str, &str)]) -> Option<Pattern> {
        let mut text = String::new();
        for part in Parts(Some(&self.0)) {
            if !text.is_empty() {
                text.push(':');
            }
            text.push_str(match capture(part) {
                Some(name) => captures.iter().find(|(bound, value)| *bound == name && is_captured(value))?.1,
                None => part,
            });
        }
        Some(Pattern(text))
    }
}
