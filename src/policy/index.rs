//! Finds the grants and denies that may cover a permission.

use alloc::vec::Vec;

use super::forms::Forms;
use super::grant::Grant;
use super::permission::{Pattern, Probe};

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
        let forms = |denies: bool, open: bool| {
            let meant = |grant: &&Grant| grant.denies == denies && grant.is_open() == open;
            Forms::new(list.len(), &|at| list.get(at).filter(meant).map(|grant| &grant.pattern))
        };
        let (allows, denies, open_denies) = (forms(false, false), forms(true, false), forms(true, true));
        Index { list, allows, denies, open_denies }
    }

    /// How many shapes the patterns of one kind have at most.
    pub fn shape_count(&self) -> usize {
        self.allows.shape_count().max(self.denies.shape_count()).max(self.open_denies.shape_count())
    }

    /// Whether `visit` says yes to one of those that cover `permission`, whose segments are `probe`.
    #[inline(never)]
    pub fn any(&self, kind: Kind, permission: &str, probe: &Probe<'_>, visit: &mut dyn FnMut(&Grant) -> bool) -> bool {
        let pattern = |at: usize| self.pattern(at);
        let forms = if kind == Kind::Allow { &self.allows } else { &self.denies };
        let mut say = |at: usize| self.list.get(at).is_some_and(&mut *visit);
        if forms.literals(permission, false, &pattern).iter().any(|at| say(*at)) {
            return true;
        }
        let found = forms.covering(probe, &pattern);
        for wide in [false, true] {
            let mut found = found.iter().filter(|at| pattern(**at).is_some_and(|own| own.first_literal().is_none() == wide));
            if found.any(|at| say(*at)) {
                return true;
            }
        }
        kind == Kind::PossibleDeny && self.open_denies.covering(probe, &pattern).into_iter().any(say)
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

    fn pattern(&self, at: usize) -> Option<&Pattern> {
        self.list.get(at).map(|grant| &grant.pattern)
    }
}
