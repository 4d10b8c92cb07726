//! Permissions and the patterns that grants, denies and the vocabulary are written in.

use alloc::{string::String, vec::Vec};

use crate::template::{MAX_CAPTURE, is_capture_name, is_captured};

/// One segment of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// This text.
    Literal(String),
    /// `*`: exactly one segment.
    One,
    /// `{name}`: exactly one segment of at most [`MAX_CAPTURE`] bytes.
    Capture(String),
}

/// Segments joined by `:`, with or without a trailing `**` (one or more further segments).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    segments: Vec<Segment>,
    rest: bool,
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
        let (body, rest) = match text.strip_suffix(":**") {
            Some(body) => (body, true),
            None if text == "**" => return Some(Pattern { text: text.into(), segments: Vec::new(), rest: true }),
            None => (text, false),
        };
        let segments = body.split(':').map(segment).collect::<Option<Vec<_>>>()?;
        Some(Pattern { text: text.into(), segments, rest })
    }

    /// A permission as the vocabulary declares it or a rule asks for it: no wildcard.
    pub fn without_wildcard(text: &str) -> Option<Pattern> {
        Self::parse(text).filter(|pattern| !pattern.rest && !pattern.segments.contains(&Segment::One))
    }

    /// The pattern as it was written, captures filled in where there were any.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is `**`.
    pub fn is_everything(&self) -> bool {
        self.rest && self.segments.is_empty()
    }

    /// Whether it stands for one permission only.
    pub fn is_literal(&self) -> bool {
        !self.rest && self.segments.iter().all(|segment| matches!(segment, Segment::Literal(_)))
    }

    /// The segments, without a trailing `**`.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Whether it ends in `**`.
    pub fn has_rest(&self) -> bool {
        self.rest
    }

    /// The names of its captures, in order.
    pub fn captures(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Capture(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The text of the first segment, if every permission under the pattern begins with it.
    pub fn first_literal(&self) -> Option<&str> {
        match self.segments.first() {
            Some(Segment::Literal(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether the permission lies under the pattern; twin captures want twin texts.
    pub fn covers(&self, probe: &Probe<'_>) -> bool {
        let long_enough = if self.rest { probe.len() > self.segments.len() } else { probe.len() == self.segments.len() };
        long_enough && self.segments.iter().zip(probe).enumerate().all(|(at, (segment, text))| self.takes(at, segment, *text, probe))
    }

    fn takes(&self, at: usize, segment: &Segment, text: Option<&str>, probe: &Probe<'_>) -> bool {
        match segment {
            Segment::Literal(literal) => text == Some(literal),
            Segment::One => true,
            Segment::Capture(name) => {
                let short = text.is_none_or(|text| text.len() <= MAX_CAPTURE);
                let twin = |other: &Segment| matches!(other, Segment::Capture(twin) if twin == name);
                short && self.segments.iter().take(at).zip(probe).all(|(other, earlier)| !twin(other) || text.is_some() && *earlier == text)
            }
        }
    }

    /// Whether some permission lies under both; names of captures need not agree (ruling R7).
    pub fn overlaps(&self, other: &Pattern) -> bool {
        meet(&[self, other]).is_some()
    }

    /// The pattern with its captures replaced by `captures` (name, text); `None` when one is not bound or not a capture's text.
    pub fn fill(&self, captures: &[(&str, &str)]) -> Option<Pattern> {
        let mut filled = Pattern { text: String::new(), segments: Vec::with_capacity(self.segments.len()), rest: self.rest };
        for segment in &self.segments {
            filled.segments.push(match segment {
                Segment::Capture(name) => {
                    let (_, value) = captures.iter().find(|(bound, value)| bound == name && is_captured(value))?;
                    Segment::Literal((*value).into())
                }
                segment => segment.clone(),
            });
        }
        filled.text = filled.written();
        Some(filled)
    }

    fn written(&self) -> String {
        let mut text = String::new();
        for segment in &self.segments {
            if !text.is_empty() {
                text.push(':');
            }
            match segment {
                Segment::Literal(literal) => text.push_str(literal),
                Segment::One => text.push('*'),
                Segment::Capture(name) => {
                    text.push('{');
                    text.push_str(name);
                    text.push('}');
                }
            }
        }
        if self.rest {
            text.push_str(if text.is_empty() { "**" } else { ":**" });
        }
        text
    }
}

fn segment(text: &str) -> Option<Segment> {
    if text == "*" {
        return Some(Segment::One);
    }
    if let Some(name) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return is_capture_name(name).then(|| Segment::Capture(name.into()));
    }
    is_segment(text).then(|| Segment::Literal(text.into()))
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
    let least = patterns.iter().map(|p| p.segments.len() + usize::from(p.rest)).max()?;
    let open = patterns.iter().all(|p| p.rest);
    if patterns.iter().any(|p| !p.rest && p.segments.len() != least) {
        return None;
    }
    let mut segments: Vec<Option<&str>> = alloc::vec![None; least];
    for pattern in patterns {
        for (slot, segment) in segments.iter_mut().zip(&pattern.segments) {
            if let Segment::Literal(text) = segment {
                if slot.is_some_and(|settled| settled != text) {
                    return None;
                }
                *slot = Some(text);
            }
        }
    }
    let fits = |pattern: &&Pattern| {
        let mut pairs = pattern.segments.iter().zip(&segments);
        pairs.all(|(segment, text)| !matches!(segment, Segment::Capture(_)) || text.is_none_or(|text| text.len() <= MAX_CAPTURE))
    };
    patterns.iter().all(fits).then_some(Meet { segments, open })
}
