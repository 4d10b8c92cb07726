//! Finds the patterns that may cover a permission: exact ones by their text, others by their first segment.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::permission::Pattern;

/// The patterns of one kind, sorted. `P` is a pattern or something that has one.
#[derive(Clone, Debug)]
pub struct Index<P> {
    /// Patterns that stand for one permission, sorted by text.
    exact: Vec<P>,
    /// The others, sorted by their first segment if it is settled.
    wild: Vec<P>,
}

/// Something with a pattern.
pub trait HasPattern {
    /// The pattern.
    fn pattern(&self) -> &Pattern;
}

impl<P: HasPattern> Index<P> {
    /// Sorts the patterns; those that are equal keep their order.
    pub fn new(all: Vec<P>) -> Index<P> {
        let (mut exact, mut wild): (Vec<P>, Vec<P>) = all.into_iter().partition(|p| p.pattern().is_literal());
        exact.sort_by(|a, b| a.pattern().as_str().cmp(b.pattern().as_str()));
        wild.sort_by(|a, b| a.pattern().first_literal().cmp(&b.pattern().first_literal()));
        Index { exact, wild }
    }

    /// Everything that is in it.
    pub fn all(&self) -> impl Iterator<Item = &P> {
        self.exact.iter().chain(&self.wild)
    }

    /// What is no single permission.
    pub fn wild(&self) -> &[P] {
        &self.wild
    }

    /// Those that cover `permission`, whose segments are `probe`.
    pub fn covering<'a>(&'a self, permission: &'a str, probe: &'a [Option<&'a str>]) -> impl Iterator<Item = &'a P> {
        let exact = range(&self.exact, |p| p.pattern().as_str().cmp(permission));
        exact.iter().chain(self.wild_covering(probe))
    }

    /// Those of no single permission that cover `probe`.
    pub fn wild_covering<'a>(&'a self, probe: &'a [Option<&'a str>]) -> impl Iterator<Item = &'a P> {
        let first = probe.first().copied().flatten();
        let same = first.map_or(&[][..], |first| range(&self.wild, |p| p.pattern().first_literal().cmp(&Some(first))));
        let open = range(&self.wild, |p| p.pattern().first_literal().cmp(&None));
        same.iter().chain(open).filter(|p| p.pattern().covers(probe))
    }
}

fn range<P>(sorted: &[P], order: impl Fn(&P) -> Ordering) -> &[P] {
    let start = sorted.partition_point(|p| order(p) == Ordering::Less);
    let end = sorted.partition_point(|p| order(p) != Ordering::Greater);
    sorted.get(start..end).unwrap_or_default()
}
