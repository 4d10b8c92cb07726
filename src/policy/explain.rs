//! Finds the chains behind a decision: claim, group, entry, roles, grant or deny.

use alloc::vec::Vec;

use super::decision::{Outcome, Reason};
use super::entries::AUTHENTICATED;
use super::explanation::{Effect, Explanation, GrantedBy, Step};
use super::granted_by::granted_by;
use super::grants::{Filled, Grants};
use super::index::HasPattern;
use super::near::near;
use super::permission::{Probe, probe};
use super::role_map::{Owner, Posting, RoleMap};
use crate::names::{Name, Names};

/// At most so many chains are told.
pub const MAX_STEPS: usize = 20;

impl Grants {
    /// The answer of [`Grants::check`] and what is behind it; `names` are those that the grants were made with.
    pub fn explain(&self, map: &RoleMap, names: &Names, permission: &str) -> Explanation {
        let decision = self.check(map, permission);
        let probe = probe(permission);
        let mut chains = Chains { grants: self, map, names, steps: Vec::new() };
        match decision.reason {
            Reason::Granted => chains.allows(permission, &probe),
            Reason::ExplicitDeny => chains.denies(permission, &probe),
            Reason::Overage | Reason::Unavailable | Reason::Malformed => chains.possible_denies(permission, &probe),
            _ => {}
        }
        let asked = !matches!(decision.reason, Reason::PatternInCheck | Reason::UnknownPermission);
        let denied = decision.outcome != Outcome::Allowed;
        let nothing_found = denied && chains.steps.is_empty();
        Explanation {
            permission: permission.into(),
            decision,
            by: chains.steps,
            near: if nothing_found { near(self, map, permission, decision.reason) } else { Vec::new() },
            granted_by: if denied && asked { granted_by(map, permission, &probe) } else { GrantedBy::default() },
            roles: self.roles(map),
            groups_state: names.groups.state,
            map_digest: map.digest().into(),
        }
    }
}

struct Chains<'a> {
    grants: &'a Grants,
    map: &'a RoleMap,
    names: &'a Names,
    steps: Vec<Step>,
}

impl Chains<'_> {
    fn allows(&mut self, permission: &str, probe: &Probe<'_>) {
        for name in self.names.permissions.names.iter().filter(|name| name.value == permission) {
            self.add(Step { raw: Some(name.raw.clone()), source: Some(name.source.clone()), ..step(Effect::Allow, permission) });
        }
        let (grants, map) = (self.grants, self.map);
        for filled in grants.filled_allows.covering(permission, probe).filter(|filled| filled.what.stands(probe, grants.scopes())) {
            self.filled(Effect::Allow, filled);
        }
        let held = |p: &&Posting<_>| grants.holds(p.owner);
        for posting in map.allows.covering(permission, probe).filter(held).filter(|p| p.what.stands(probe, grants.scopes())) {
            self.held(Effect::Allow, posting);
        }
    }

    fn denies(&mut self, permission: &str, probe: &Probe<'_>) {
        let (grants, map) = (self.grants, self.map);
        for filled in grants.filled_denies.covering(permission, probe) {
            self.filled(Effect::Deny, filled);
        }
        for posting in map.denies.covering(permission, probe).filter(|posting| grants.holds(posting.owner)) {
            self.held(Effect::Deny, posting);
        }
    }

    /// Chains that begin at a name that nobody could read: they hold no group.
    fn possible_denies(&mut self, permission: &str, probe: &Probe<'_>) {
        let map = self.map;
        let open = map.template_denies.iter().filter(|posting| posting.what.covers(probe));
        for posting in map.denies.covering(permission, probe).chain(open) {
            if self.grants.unseen(map, posting.owner).is_none() || self.steps.len() >= MAX_STEPS {
                continue;
            }
            let base = step(Effect::Deny, posting.what.as_str());
            let role = match posting.owner {
                Owner::Entry(entry) => {
                    self.add(Step { entry: Some(entry), ..base });
                    continue;
                }
                Owner::Role(role) => role,
            };
            let toward = map.roles().toward(role);
            let before = self.steps.len();
            for (place, entry) in map.entries().list().iter().enumerate().filter(|_| self.grants.may_miss_groups()) {
                for given in &entry.roles {
                    self.through(Step { entry: Some(place), ..base.clone() }, *given, &toward);
                }
            }
            if self.steps.len() == before {
                self.through(base, role, &toward);
            }
        }
    }

    fn filled<T>(&mut self, effect: Effect, filled: &Filled<T>)
    where
        Filled<T>: HasPattern,
    {
        let base = step(effect, filled.pattern().as_str());
        self.by_group(base, filled.entry, Some(filled.group));
    }

    fn held<T>(&mut self, effect: Effect, posting: &Posting<T>)
    where
        Posting<T>: HasPattern,
    {
        let base = step(effect, posting.pattern().as_str());
        let (grants, map) = (self.grants, self.map);
        let role = match posting.owner {
            Owner::Entry(entry) => {
                for (place, group) in grants.applied.iter().filter(|(place, _)| *place == entry) {
                    self.by_group(base.clone(), *place, *group);
                }
                return;
            }
            Owner::Role(role) => role,
        };
        let toward = map.roles().toward(role);
        for (place, group) in &grants.applied {
            let given = map.entries().at(*place).map(|entry| entry.roles.as_slice()).unwrap_or_default();
            for role in given {
                if self.steps.len() < MAX_STEPS && matches!(toward.get(*role), Some(Some(_))) {
                    let path = map.roles().names_toward(*role, &toward);
                    self.by_group(Step { role_path: path, ..base.clone() }, *place, *group);
                }
            }
        }
        for (given, name) in &grants.token_roles {
            let Some(name) = self.names.roles.names.get(*name) else { continue };
            self.through(from(base.clone(), name), *given, &toward);
        }
    }

    fn by_group(&mut self, base: Step, entry: usize, group: Option<usize>) {
        let base = Step { entry: Some(entry), ..base };
        match group.and_then(|group| self.names.groups.names.get(group)) {
            Some(name) => self.add(Step { group: Some(name.value.clone()), ..from(base, name) }),
            None => self.add(Step { group: Some(AUTHENTICATED.into()), ..base }),
        }
    }

    fn through(&mut self, base: Step, given: usize, toward: &[Option<usize>]) {
        if self.steps.len() < MAX_STEPS && matches!(toward.get(given), Some(Some(_))) {
            let role_path = self.map.roles().names_toward(given, toward);
            self.add(Step { role_path, ..base });
        }
    }

    fn add(&mut self, step: Step) {
        if self.steps.len() < MAX_STEPS && !self.steps.contains(&step) {
            self.steps.push(step);
        }
    }
}

fn step(effect: Effect, grant: &str) -> Step {
    Step { effect, grant: grant.into(), group: None, raw: None, source: None, entry: None, role_path: Vec::new() }
}

fn from(step: Step, name: &Name) -> Step {
    Step { raw: Some(name.raw.clone()), source: Some(name.source.clone()), ..step }
}
