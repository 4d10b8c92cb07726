//! One person who was made up, and what they must hold.

use alloc::{string::String, vec::Vec};

use crate::policy::decision::{Outcome, Reason, RoleAnswer};
use crate::policy::grants::Grants;
use crate::policy::role_map::RoleMap;
use crate::policy::route::Person;

/// What somebody must hold.
#[derive(Clone)]
pub enum Need {
    /// A permission.
    Permission(String),
    /// A role, however it came.
    Role(String),
    /// A role that an entry or a token names itself, where one does.
    OwnRole(String),
    /// One of these.
    One(Vec<Need>),
}

/// One person.
pub struct Somebody<'a> {
    pub map: &'a RoleMap,
    pub grants: Grants,
}

/// How a need stands; the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is held.
    Met,
    /// It is not held yet.
    Missing,
    /// A deny stands against it: nothing that is added helps.
    Denied,
}

impl Need {
    /// About how many steps [`Need::of`] takes.
    pub fn size(&self) -> usize {
        match self {
            Need::One(needs) => needs.iter().map(Need::size).sum(),
            Need::Permission(text) => 8 + text.len() / 16,
            _ => 8,
        }
    }

    /// How it stands with `who`.
    pub fn of(&self, who: &Somebody<'_>) -> Standing {
        match self {
            Need::Permission(text) => match who.grants.check(who.map, text).reason {
                Reason::Granted => Standing::Met,
                Reason::NoGrant => Standing::Missing,
                _ => Standing::Denied,
            },
            Need::Role(name) | Need::OwnRole(name) => match who.grants.role(who.map, name) {
                RoleAnswer::Held => Standing::Met,
                RoleAnswer::Missing => Standing::Missing,
                _ => Standing::Denied,
            },
            Need::One(needs) => needs.iter().map(|need| need.of(who)).min().unwrap_or(Standing::Denied),
        }
    }
}

impl Person for Somebody<'_> {
    fn signed_in(&self) -> bool {
        true
    }

    fn check(&self, permission: &str) -> (Outcome, Reason) {
        let decision = self.grants.check(self.map, permission);
        (decision.outcome, decision.reason)
    }

    fn role(&self, name: &str) -> RoleAnswer {
        self.grants.role(self.map, name)
    }

    fn has_scope(&self, scope: &str) -> bool {
        self.grants.has_scope(scope)
    }

    fn auth_time(&self) -> Option<i64> {
        None
    }

    fn acr(&self) -> Option<&str> {
        None
    }
}
