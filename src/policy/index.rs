//! Finds the grants and denies that may cover a permission.

use alloc::vec::Vec;

use super::forms::Forms;
use super::grant::Grant;
use super::permission::{Pattern, Probe};
use crate::order;

/// Grants and denies in the order of the file, and how to find them.
#[derive(Debug, Default)]
pub struct Index {
    /// All of them.
    pub list: Vec<Grant>,
    allows: Forms,
    denies: Forms,
    /// Denies with captures: which permission they deny depends on the group.
    open_denies: Forms,
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

impl Index {
    /// Makes everything in the list be found but grants with captures; what is equal keeps its order.
    pub fn new(list: Vec<Grant>) -> Index {
        let (mut found, mut rest) = ([Vec::new(), Vec::new(), Vec::new()], Vec::new());
        let [allows, denies, open_denies] = &mut found;
        for (place, grant) in list.iter().enumerate() {
            let kind = match (grant.denies, grant.is_open()) {
                (false, false) => &mut *allows,
                (true, false) => &mut *denies,
                (true, true) => &mut *open_denies,
                (false, true) => &mut rest,
            };
            kind.push((place, &grant.pattern, grant.except.as_slice()));
        }
        let [allows, denies, open_denies] = found.map(Forms::new);
        Index { list, allows, denies, open_denies }
    }

    /// How many shapes the patterns of one kind have at most.
    pub fn shape_count(&self) -> usize {
        self.allows.shape_count().max(self.deny_shapes())
    }

    /// How many shapes the denies have.
    pub fn deny_shapes(&self) -> usize {
        self.denies.shape_count() + self.open_denies.shape_count()
    }

    /// At most so many patterns and exceptions are looked at for one permission, besides one pattern of each shape.
    pub fn crowd(&self) -> usize {
        self.allows.crowd() + self.denies.crowd() + self.open_denies.crowd()
    }

    /// Shows the places of those whose patterns cover `permission`, the ones that are alike together with the first of them, until
    /// `visit` says yes.
    #[inline(never)]
    pub fn any_alike(&self, kind: Kind, permission: &str, probe: &Probe<'_>, visit: &mut dyn FnMut(&Grant, &[usize]) -> bool) -> bool {
        let pattern = |at: usize| self.pattern(at);
        let forms = if kind == Kind::Allow { &self.allows } else { &self.denies };
        let mut say = |alike: &[usize]| self.first(alike).is_some_and(|first| visit(first, alike));
        forms.any_covering(permission, probe, &pattern, &mut say)
            || kind == Kind::PossibleDeny && self.open_denies.any_covering(permission, probe, &pattern, &mut say)
    }

    /// Whether `visit` says yes to one of those that cover `permission`, whose segments are `probe`: literal ones first, those of
    /// everything and those with captures last.
    #[inline(never)]
    pub fn any(&self, kind: Kind, permission: &str, probe: &Probe<'_>, visit: &mut dyn FnMut(&Grant) -> bool) -> bool {
        let mut found = Vec::new();
        self.any_alike(kind, permission, probe, &mut |_, alike| {
            found.extend_from_slice(alike);
            false
        });
        order::sort(&mut found, usize::cmp);
        (0..4).any(|width| found.iter().filter_map(|at| self.list.get(*at)).filter(|grant| grant.width() == width).any(&mut *visit))
    }

    /// Shows all grants without captures, those that are alike together with the first of them, until `visit` says yes.
    pub fn any_allow(&self, visit: &mut dyn FnMut(&Grant, &[usize]) -> bool) -> bool {
        self.allows.any(&mut |alike| self.first(alike).is_some_and(|first| visit(first, alike)))
    }

    /// Shows all denies that stand for more than one permission.
    pub fn each_wild_deny(&self, visit: &mut dyn FnMut(&Grant)) {
        for places in [self.denies.wild(), self.open_denies.wild()] {
            for at in places {
                if let Some(grant) = self.list.get(*at) {
                    visit(grant);
                }
            }
        }
    }

    fn first(&self, alike: &[usize]) -> Option<&Grant> {
        alike.first().and_then(|at| self.list.get(*at))
    }

    fn pattern(&self, at: usize) -> Option<&Pattern> {
        self.list.get(at).map(|grant| &grant.pattern)
    }
}
