//! `canSome`, exactly: is some permission under the pattern, in the vocabulary and under a grant, and not taken away?
//!
//! Where the patterns leave a segment open, a text that no pattern names is the best choice: whatever takes it away takes every
//! other choice away too. So one probe for each length that matters decides.

use alloc::{string::String, vec::Vec};

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
        let meets = |all: &[&Pattern]| meet(all).is_some_and(|found| self.some_in(map, grant, &found));
        if !map.vocabulary().is_declared() {
            return meets(&[pattern, &grant.pattern]);
        }
        // To meet builds something; to overlap does not.
        map.vocabulary().any_overlapping(pattern, &mut |name| name.overlaps(pattern) && meets(&[pattern, &grant.pattern, name]))
    }

    fn some_in(&self, map: &RoleMap, grant: &Grant, found: &Meet<'_>) -> bool {
        let least = found.segments.len();
        let mut lengths = alloc::vec![least];
        if found.open {
            let mut add = |taken: &Pattern| {
                let length = taken.segment_count();
                for length in [length, length + 1] {
                    if let (true, Err(place)) = (length > least, lengths.binary_search(&length)) {
                        lengths.insert(place, length);
                    }
                }
            };
            map.grants.each_wild_deny(&mut |deny| add(&deny.pattern));
            self.filled.each_wild_deny(&mut |deny| add(&deny.pattern));
            grant.except.iter().for_each(add);
            lengths.push(lengths.last().map_or(least, |longest| longest + 1));
        }
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
