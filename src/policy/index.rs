//! Finds the grants and denies that may cover a permission: exact ones by their text, others by their first segment.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::grant::Grant;
use super::permission::Probe;
use crate::order;

/// Grants and denies in the order of the file, and how to find them.
#[derive(Debug, Default)]
pub struct Index {
    /// All of them.
    pub list: Vec<Grant>,
    /// Their places, sorted by [`key`].
    places: Vec<usize>,
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// Grants.
    Allow,
    /// Denies.
    Deny,
    /// Denies, and those with captures that would cover it for some group.
    PossibleDeny,
}

/// Denies that stand for one permission; one less are such grants, one more denies with wildcards.
const DENY: u8 = 2;
/// Denies with captures: which permission they deny depends on the group.
const OPEN_DENY: u8 = 4;
/// Grants with captures.
const OPEN_ALLOW: u8 = 5;

/// What is sorted by: the class, and the text or the first segment if it is settled.
fn key(grant: &Grant) -> (u8, &str) {
    let class = if grant.denies { DENY } else { 0 };
    if grant.is_open() {
        (if grant.denies { OPEN_DENY } else { OPEN_ALLOW }, "")
    } else if grant.pattern.is_literal() {
        (class, grant.pattern.as_str())
    } else {
        (class + 1, grant.pattern.first_literal().unwrap_or_default())
    }
}

impl Index {
    /// Makes everything in the list be found; what is equal keeps its order.
    pub fn new(list: Vec<Grant>) -> Index {
        let places = order::permutation(list.len(), &mut |a, b| list.get(a).map(key).cmp(&list.get(b).map(key)));
        Index { list, places }
    }

    /// Whether `visit` says yes to one of those that cover `permission`, whose segments are `probe`.
    #[inline(never)]
    pub fn any(&self, kind: Kind, permission: &str, probe: &Probe<'_>, visit: &mut dyn FnMut(&Grant) -> bool) -> bool {
        let class = if kind == Kind::Allow { 0 } else { DENY };
        let first = probe.first().copied().flatten().unwrap_or_default();
        let open = if kind == Kind::PossibleDeny { OPEN_DENY } else { u8::MAX };
        let mut found = |wanted| self.any_of(wanted, &mut |grant| grant.pattern.covers(probe) && visit(grant));
        found((class, permission)) || !first.is_empty() && found((class + 1, first)) || found((class + 1, "")) || found((open, ""))
    }

    /// Shows all denies that stand for more than one permission.
    pub fn each_wild_deny(&self, visit: &mut dyn FnMut(&Grant)) {
        let places = order::span(&self.places, &mut |at| match self.list.get(at).map_or(0, |grant| key(grant).0) {
            0..=DENY => Ordering::Less,
            OPEN_ALLOW => Ordering::Greater,
            _ => Ordering::Equal,
        });
        for grant in places.iter().filter_map(|at| self.list.get(*at)) {
            visit(grant);
        }
    }

    fn any_of(&self, wanted: (u8, &str), visit: &mut dyn FnMut(&Grant) -> bool) -> bool {
        let places = order::span(&self.places, &mut |at| self.list.get(at).map(key).cmp(&Some(wanted)));
        places.iter().filter_map(|at| self.list.get(*at)).any(visit)
    }
}
