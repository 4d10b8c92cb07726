//! What several patterns have in common.

use alloc::vec::Vec;

use super::permission::{Pattern, Segment};
use crate::template::MAX_CAPTURE;

/// What lies under several patterns at once: the segments that are settled, and whether more must follow.
#[derive(Debug, PartialEq, Eq)]
pub struct Meet<'a> {
    /// One per position; `None` where any text will do.
    pub segments: Vec<Option<&'a str>>,
    /// Whether any number of further segments may follow.
    pub open: bool,
}

/// The permissions that lie under every one of `patterns`; `None` when there are none.
#[inline(never)]
pub fn meet<'a>(patterns: &[&'a Pattern]) -> Option<Meet<'a>> {
    let mut least = 0;
    let mut open = true;
    for pattern in patterns {
        least = least.max(pattern.segment_count() + usize::from(pattern.has_rest()));
        open &= pattern.has_rest();
    }
    let mut segments: Vec<Option<&str>> = alloc::vec![None; least];
    for pattern in patterns {
        if !pattern.has_rest() && pattern.segment_count() != least {
            return None;
        }
        for (slot, segment) in segments.iter_mut().zip(pattern.segments()) {
            if let Segment::Literal(text) = segment {
                if slot.is_some_and(|settled| settled != text) {
                    return None;
                }
                *slot = Some(text);
            }
        }
    }
    for pattern in patterns {
        let mut pairs = pattern.segments().zip(&segments);
        if pairs.any(|(segment, text)| segment.capture().is_some() && text.is_some_and(|text| text.len() > MAX_CAPTURE)) {
            return None;
        }
    }
    Some(Meet { segments, open })
}
