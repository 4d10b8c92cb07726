//! `canSome`, exactly: is some permission under the pattern, in the vocabulary and under a grant, and not taken away?
//!
//! Where the patterns leave a segment open, a text that no pattern names is the best choice: whatever takes it away takes every
//! other choice away too. So one probe for each length that matters decides.

use alloc::{string::String, vec::Vec};

use super::decision::Reason;
use super::grant::Grant;
use super::grants::Grants;
use super::permission::{Meet, Pattern, Probe, meet, probe};
use super::role_map::RoleMap;
use crate::order;

/// The most comparisons for one question; of more the answer is no.
pub const MAX_COMPARED: usize = 250_000;

/// What one question is about, and what it may still cost.
struct Search<'a> {
    grants: &'a Grants,
    map: &'a RoleMap,
    pattern: &'a Pattern,
    /// The lengths that denies of more than one permission tell apart, sorted.
    lengths: Vec<usize>,
    left: usize,
}

impl Grants {
    /// Whether some permission under `pattern` is allowed.
    pub(super) fn some(&self, map: &RoleMap, pattern: &Pattern) -> bool {
        if self.is_everything_denied() {
            return false;
        }
        let mut search = Search { grants: self, map, pattern, lengths: Vec::new(), left: MAX_COMPARED };
        if pattern.is_literal() {
            return map.vocabulary().knows(pattern.as_str()) && search.holds(pattern.as_str());
        }
        for held in &self.token_permissions {
            if search.holds(held) {
                return true;
            }
        }
        let mut wild = Vec::new();
        for grant in self.filled.list.iter().chain(&map.grants.list) {
            if grant.denies || grant.is_open() || !self.holds(grant.owner) {
                continue;
            }
            if !grant.pattern.is_literal() {
                wild.push(grant);
            } else if map.vocabulary().knows(grant.pattern.as_str()) && search.holds(grant.pattern.as_str()) {
                return true;
            }
        }
        !wild.is_empty() && search.wild(&wild)
    }
}

impl Search<'_> {
    /// Whether this one permission, which the vocabulary knows, lies under the pattern and is allowed.
    fn holds(&self, permission: &str) -> bool {
        let probe = probe(permission);
        self.pattern.covers(&probe) && self.grants.judge(self.map, permission, &probe) == Reason::Granted
    }

    /// Whether one of these grants, each for more than one permission, gives something.
    fn wild(&mut self, grants: &[&Grant]) -> bool {
        let mut lengths = Vec::new();
        let mut add = |deny: &Grant| lengths.push(deny.pattern.segment_count());
        self.map.grants.each_wild_deny(&mut add);
        self.grants.filled.each_wild_deny(&mut add);
        order::sort(&mut lengths, usize::cmp);
        lengths.dedup();
        self.lengths = lengths;
        let (map, pattern) = (self.map, self.pattern);
        if !map.vocabulary().is_declared() {
            return grants.iter().any(|grant| self.gives(grant, &[pattern, &grant.pattern]));
        }
        map.vocabulary().any_overlapping(pattern, &mut |name| {
            if !name.has_captures() {
                return self.holds(name.as_str());
            }
            self.left > 0 && name.overlaps(pattern) && grants.iter().any(|grant| self.gives(grant, &[pattern, &grant.pattern, name]))
        })
    }

    /// Whether the grant gives something that lies under all of `patterns`.
    fn gives(&mut self, grant: &Grant, patterns: &[&Pattern]) -> bool {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 || patterns.iter().any(|pattern| !pattern.overlaps(&grant.pattern)) {
            return false;
        }
        self.left = self.left.saturating_sub(10);
        meet(patterns).is_some_and(|found| self.some_in(grant, &found))
    }

    fn some_in(&mut self, grant: &Grant, found: &Meet<'_>) -> bool {
        let least = found.segments.len();
        let mut lengths = alloc::vec![least];
        if found.open {
            let mut longest = least;
            let mut take = |taken: usize| {
                for length in [taken, taken + 1] {
                    if length > least {
                        lengths.push(length);
                        longest = longest.max(length);
                    }
                }
            };
            self.lengths.iter().for_each(|length| take(*length));
            grant.except.iter().for_each(|pattern| take(pattern.segment_count()));
            lengths.push(longest + 1);
            order::sort(&mut lengths, usize::cmp);
            lengths.dedup();
        }
        lengths.into_iter().any(|length| {
            self.left = self.left.saturating_sub(10);
            let mut probe: Vec<Option<&str>> = found.segments.clone();
            probe.resize(length, None);
            self.left > 0 && self.stands(grant, &probe)
        })
    }

    /// Whether the grant holds for the probe and nothing takes it away or could.
    fn stands(&self, grant: &Grant, probe: &Probe<'_>) -> bool {
        grant.stands(probe, self.grants.scopes()) && self.grants.taken(self.map, &text_of(probe), probe).is_none()
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
