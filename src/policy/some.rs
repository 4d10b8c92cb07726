//! `canSome`, exactly: is some permission under the pattern, in the vocabulary and under a grant, and not taken away?
//!
//! Where the patterns leave a segment open, a text that no pattern names is the best choice: whatever takes it away takes every
//! other choice away too. So one probe for each length that matters decides. It takes one for each grant and each name with captures
//! that share a permission, and no shorter way is to be hoped for: with denies for what both name, the question whether two of many
//! sets have nothing in common can be asked. So maps of which it would take too many are refused ([`MAX_TRIED`]).

use alloc::{string::String, vec::Vec};

use super::decision::Reason;
use super::grant::Grant;
use super::grants::Grants;
use super::meet::{Meet, meet};
use super::permission::{Pattern, Probe, probe};
use super::role_map::RoleMap;
use crate::order;

/// The most shapes of denies and exceptions that all probes for one question are compared with.
pub const MAX_TRIED: usize = 2_000_000;

/// What one question is about.
struct Search<'a> {
    grants: &'a Grants,
    map: &'a RoleMap,
    pattern: &'a Pattern,
    /// The lengths that denies of more than one permission tell apart, sorted.
    lengths: Vec<usize>,
}

impl Grants {
    /// Whether some permission under `pattern` is allowed.
    pub(super) fn some(&self, map: &RoleMap, pattern: &Pattern) -> bool {
        if self.is_everything_denied() {
            return false;
        }
        let mut lengths = Vec::new();
        let mut add = |deny: &Grant| lengths.push(deny.pattern.segment_count());
        map.grants.each_wild_deny(&mut add);
        self.filled.each_wild_deny(&mut add);
        order::sort(&mut lengths, usize::cmp);
        lengths.dedup();
        let search = Search { grants: self, map, pattern, lengths };
        let holds = |permission: &str| map.vocabulary().knows(permission) && search.holds(permission);
        if pattern.is_literal() {
            return holds(pattern.as_str());
        }
        self.token_permissions.iter().any(|held| search.holds(held))
            || self.any_given(map, &mut |grant| {
                if grant.pattern.is_literal() { holds(grant.pattern.as_str()) } else { search.gives(grant) }
            })
            || map.vocabulary().any_literal(pattern, &mut |name| search.holds(name.as_str()))
    }
}

impl RoleMap {
    /// At most so many shapes of denies and exceptions are compared with probes to find out whether the grant gives something.
    pub(super) fn tries(&self, grant: &Grant) -> usize {
        let taking = 1 + self.grants.deny_shapes() + grant.except.len();
        let probes = match &grant.pattern {
            pattern if pattern.is_literal() => return 0,
            pattern if self.vocabulary().is_declared() => self.vocabulary().count_open(pattern),
            pattern if pattern.has_rest() => 2 * taking,
            _ => 1,
        };
        probes * taking
    }
}

impl Search<'_> {
    /// Whether this one permission, which the vocabulary knows, lies under the pattern and is allowed.
    fn holds(&self, permission: &str) -> bool {
        let probe = probe(permission);
        self.pattern.covers(&probe) && self.grants.judge(self.map, permission, &probe) == Reason::Granted
    }

    /// Whether the grant, which is held, gives something under the pattern that is not a declared name without captures.
    fn gives(&self, grant: &Grant) -> bool {
        let some_in = |patterns: &[&Pattern]| meet(patterns).is_some_and(|found| self.some_in(grant, &found));
        let pattern = self.pattern;
        if !pattern.overlaps(&grant.pattern) {
            return false;
        }
        if !self.map.vocabulary().is_declared() {
            return some_in(&[pattern, &grant.pattern]);
        }
        self.map.vocabulary().any_open(&grant.pattern, &mut |name| {
            name.overlaps(pattern) && name.overlaps(&grant.pattern) && some_in(&[pattern, &grant.pattern, name])
        })
    }

    fn some_in(&self, grant: &Grant, found: &Meet<'_>) -> bool {
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
            let mut probe: Vec<Option<&str>> = found.segments.clone();
            probe.resize(length, None);
            self.stands(grant, &probe)
        })
    }

    /// Whether nothing takes the probe away or could.
    fn stands(&self, grant: &Grant, probe: &Probe<'_>) -> bool {
        !grant.excepts(probe) && self.grants.taken(self.map, &text_of(probe), probe).is_none()
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
