//! Permissions and the patterns that grants, denies and the vocabulary are written in.

use alloc::{string::String, vec::Vec};

use crate::template::{MAX_CAPTURE, is_capture_name, is_captured};

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

impl Segment<'_> {
    /// Whether some text lies under both.
    fn agrees(self, other: Segment<'_>) -> bool {
        match (self, other) {
            (Segment::Literal(one), Segment::Literal(two)) => one == two,
            (Segment::Literal(text), Segment::Capture(_)) | (Segment::Capture(_), Segment::Literal(text)) => text.len() <= MAX_CAPTURE,
            _ => true,
        }
    }
}

/// Segments joined by `:`, with or without a trailing `**` (one or more further segments).
// A map holds thousands of them, nearly all without wildcard: one text each, split only where somebody must look inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    is_literal: bool,
}

/// A permission to be matched: its segments, where `None` stands for a text that no pattern names.
pub type Probe<'a> = [Option<&'a str>];

/// Whether `text` is one segment: `[A-Za-z0-9._-]+`.
pub fn is_segment(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// Whether `text` is a permission without wildcard and capture.
pub fn is_permission(text: &str) -> bool {
    text.split(':').all(is_segment)
}

/// The segments of a permission.
pub fn probe(permission: &str) -> Vec<Option<&str>> {
    permission.split(':').map(Some).collect()
}

impl Pattern {
    /// What a grant, a deny, an `except` or a question by pattern may hold.
    pub fn parse(text: &str) -> Option<Pattern> {
        if is_permission(text) {
            return Some(Pattern { text: text.into(), is_literal: true });
        }
        let valid = text == "**" || text.strip_suffix(":**").unwrap_or(text).split(':').all(|part| segment(part).is_some());
        valid.then(|| Pattern { text: text.into(), is_literal: false })
    }

    /// A permission as the vocabulary declares it or a rule asks for it: no wildcard.
    pub fn without_wildcard(text: &str) -> Option<Pattern> {
        if text.contains('*') { None } else { Self::parse(text) }
    }

    /// The pattern as it was written, captures filled in where there were any.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is `**`.
    pub fn is_everything(&self) -> bool {
        self.text == "**"
    }

    /// Whether it stands for one permission only.
    pub fn is_literal(&self) -> bool {
        self.is_literal
    }

    /// The segments, without a trailing `**`.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = Segment<'_>> {
        let body = if self.is_everything() { None } else { Some(self.text.strip_suffix(":**").unwrap_or(&self.text)) };
        body.into_iter().flat_map(|body| body.split(':')).filter_map(segment)
    }

    /// How many segments it has, without a trailing `**`.
    pub fn segment_count(&self) -> usize {
        self.segments().count()
    }

    /// Whether it ends in `**`.
    pub fn has_rest(&self) -> bool {
        self.text.ends_with("**")
    }

    /// The names of its captures, in order.
    pub fn captures(&self) -> impl Iterator<Item = &str> {
        let segments = if self.has_captures() { Some(self.segments()) } else { None };
        segments.into_iter().flatten().filter_map(|segment| match segment {
            Segment::Capture(name) => Some(name),
            _ => None,
        })
    }

    /// Whether it means another thing for every group.
    pub fn has_captures(&self) -> bool {
        !self.is_literal && self.text.contains('{')
    }

    /// The text of the first segment, if every permission under the pattern begins with it.
    pub fn first_literal(&self) -> Option<&str> {
        match self.segments().next() {
            Some(Segment::Literal(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether the permission lies under the pattern; twin captures want twin texts.
    pub fn covers(&self, probe: &Probe<'_>) -> bool {
        let mut texts = probe.iter().enumerate();
        for segment in self.segments() {
            let Some((at, text)) = texts.next() else { return false };
            if !self.takes(at, segment, *text, probe) {
                return false;
            }
        }
        texts.next().is_some() == self.has_rest()
    }

    fn takes(&self, at: usize, segment: Segment<'_>, text: Option<&str>, probe: &Probe<'_>) -> bool {
        match segment {
            Segment::Literal(literal) => text == Some(literal),
            Segment::One => true,
            Segment::Capture(_) => {
                let short = text.is_none_or(|text| text.len() <= MAX_CAPTURE);
                let mut earlier = self.segments().take(at).zip(probe);
                short && earlier.all(|(other, before)| other != segment || text.is_some() && *before == text)
            }
        }
    }

    /// Whether some permission lies under both; names of captures need not agree (ruling R7).
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
    pub fn fill(&self, captures: &[(&str, &str)]) -> Option<Pattern> {
        let mut text = String::with_capacity(self.text.len());
        for part in self.text.split(':') {
            if !text.is_empty() {
                text.push(':');
            }
            text.push_str(match segment(part) {
                Some(Segment::Capture(name)) => captures.iter().find(|(bound, value)| *bound == name && is_captured(value))?.1,
                _ => part,
            });
        }
        let is_literal = !text.contains('*');
        Some(Pattern { text, is_literal })
    }
}

fn segment(text: &str) -> Option<Segment<'_>> {
    if text == "*" {
        return Some(Segment::One);
    }
    if let Some(name) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return is_capture_name(name).then_some(Segment::Capture(name));
    }
    is_segment(text).then_some(Segment::Literal(text))
}

/// What lies under several patterns at once: the segments that are settled, and whether more must follow.
#[derive(Debug, PartialEq, Eq)]
pub struct Meet<'a> {
    /// One per position; `None` where any text will do.
    pub segments: Vec<Option<&'a str>>,
    /// Whether any number of further segments may follow.
    pub open: bool,
}

/// The permissions that lie under every one of `patterns`; `None` when there are none.
pub fn meet<'a>(patterns: &[&'a Pattern]) -> Option<Meet<'a>> {
    let least = patterns.iter().map(|p| p.segment_count() + usize::from(p.has_rest())).max()?;
    let open = patterns.iter().all(|p| p.has_rest());
    if patterns.iter().any(|p| !p.has_rest() && p.segment_count() != least) {
        return None;
    }
    let mut segments: Vec<Option<&str>> = alloc::vec![None; least];
    for pattern in patterns {
        for (slot, segment) in segments.iter_mut().zip(pattern.segments()) {
            if let Segment::Literal(text) = segment {
                if slot.is_some_and(|settled| settled != text) {
                    return None;
                }
                *slot = Some(text);
            }
        }
    }
    let fits = |pattern: &&Pattern| {
        let mut pairs = pattern.segments().zip(&segments);
        pairs.all(|(segment, text)| !matches!(segment, Segment::Capture(_)) || text.is_none_or(|text| text.len() <= MAX_CAPTURE))
    };
    patterns.iter().all(fits).then_some(Meet { segments, open })
}
