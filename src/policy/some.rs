//! `canSome`, exactly: is some permission under the pattern, in the vocabulary and under a grant, and not taken away?
//!
//! Where the patterns leave a segment open, a text that no pattern names is the best choice: whatever takes it away takes every
//! other choice away too. So one probe for each length that matters decides.

use alloc::{collections::BTreeSet, string::String, vec::Vec};

use super::grant::Grant;
use super::grants::Grants;
use super::permission::{Meet, Pattern, Probe, meet, probe};
use super::role_map::RoleMap;

impl Grants {
    /// Whether some permission under `pattern` is allowed by `grant`.
    pub(super) fn some_under(&self, map: &RoleMap, pattern: &Pattern, grant: &Grant) -> bool {
        if grant.pattern.is_literal() {
            let text = grant.pattern.as_str();
            let probe = probe(text);
            return pattern.covers(&probe) && map.vocabulary().knows(text) && self.stands(map, grant, &probe);
        }
        if !map.vocabulary().is_declared() {
            return meet(&[pattern, &grant.pattern]).is_some_and(|found| self.some_in(map, grant, &found));
        }
        let mut names = map.vocabulary().overlapping(pattern);
        names.any(|name| meet(&[pattern, &grant.pattern, name]).is_some_and(|found| self.some_in(map, grant, &found)))
    }

    fn some_in(&self, map: &RoleMap, grant: &Grant, found: &Meet<'_>) -> bool {
        let least = found.segments.len();
        let mut lengths = BTreeSet::from([least]);
        if found.open {
            let closed = map.denies.wild().iter().chain(&map.template_denies).map(|posting| &*posting.what);
            let filled = self.filled_denies.wild().iter().map(|filled| &filled.what);
            for taken in closed.chain(filled).chain(&grant.except) {
                let length = taken.segment_count();
                lengths.extend([length, length + 1].into_iter().filter(|length| *length > least));
            }
        }
        let longest = lengths.last().copied().unwrap_or(least) + usize::from(found.open);
        lengths.insert(longest);
        lengths.into_iter().any(|length| {
            let mut probe: Vec<Option<&str>> = found.segments.clone();
            probe.resize(length, None);
            self.stands(map, grant, &probe)
        })
    }

    /// Whether the grant holds for the probe and nothing takes it away or could.
    fn stands(&self, map: &RoleMap, grant: &Grant, probe: &Probe<'_>) -> bool {
        grant.stands(probe, self.scopes()) && self.taken(map, &text_of(probe), probe).is_none()
    }
}

/// The text of a settled probe; empty, which no pattern is, for one with an open segment.
fn text_of(probe: &Probe<'_>) -> String {
    let mut text = String::new();
    for segment in probe {
        let Some(segment) = segment else { return String::new() };
        if !text.is_empty() {
            text.push(':');
        }
        text.push_str(segment);
    }
    text
}
