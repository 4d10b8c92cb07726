//! What one person holds under one map: the pure step from names to decisions.

use alloc::{string::String, vec::Vec};

use super::decision::{Decision, Reason, RoleAnswer};
use super::gather::Gather;
use super::grant::Grant;
use super::index::{HasPattern, Index};
use super::permission::{Pattern, Probe, probe};
use super::role_map::{Owner, RoleMap};
use crate::names::{Diagnostic, NameSet, Names, State};

/// What one person holds. Belongs to the map that it was made with.
#[derive(Clone, Debug)]
pub struct Grants {
    pub(super) signed_in: bool,
    /// For each role, whether it is held, inherited ones too.
    pub(super) roles: Vec<bool>,
    /// For each entry under `groups`, whether it applies.
    entries: Vec<bool>,
    /// Which entry applies by which group (its place in the names); none for `$authenticated`.
    pub(super) applied: Vec<(usize, Option<usize>)>,
    /// Which role came from which role name of a token.
    pub(super) token_roles: Vec<(usize, usize)>,
    pub(super) filled_allows: Index<Filled<Grant>>,
    pub(super) filled_denies: Index<Filled<Pattern>>,
    /// Sorted.
    token_permissions: Vec<String>,
    scopes: Vec<String>,
    states: States,
    everything_denied: Option<Reason>,
    diagnostics: Vec<Diagnostic>,
}

/// A grant or a deny whose captures a group's name filled in.
#[derive(Clone, Debug)]
pub(super) struct Filled<T> {
    pub entry: usize,
    pub group: usize,
    pub what: T,
}

/// How well each kind of names could be read.
#[derive(Clone, Copy, Debug)]
struct States {
    groups: Option<State>,
    roles: Option<State>,
    permissions: Option<State>,
}

impl Grants {
    /// What the person of these names holds; nobody holds nothing.
    pub fn new(map: &RoleMap, names: &Names) -> Grants {
        let mut gather = Gather::new(map);
        if names.signed_in {
            names.groups.names.iter().enumerate().for_each(|(at, group)| gather.group(at, group));
            names.roles.names.iter().enumerate().for_each(|(at, role)| gather.role(at, role));
            gather.authenticated();
            gather.permissions(&names.permissions);
            gather.diagnostics.extend(names.diagnostics.iter().cloned());
        }
        gather.finish(names)
    }

    /// Whether the permission is held, and why or why not. Never `pending` and never `map_invalid`: these come from outside.
    pub fn check(&self, map: &RoleMap, permission: &str) -> Decision {
        let refused = map.refuses(permission).or_else(|| (!self.signed_in).then_some(Reason::SignedOut));
        Decision::because(refused.unwrap_or_else(|| self.judge(map, permission, &probe(permission))))
    }

    /// Whether some permission under the pattern (and in the vocabulary) is allowed; `false` for what is no pattern (ruling R32).
    pub fn can_some(&self, map: &RoleMap, pattern: &str) -> bool {
        Pattern::parse(pattern).is_some_and(|pattern| self.signed_in && self.some(map, &pattern))
    }

    /// Whether the role is held. The deny `**` fails every role, a possible one makes it uncertain (ruling R30).
    pub fn role(&self, map: &RoleMap, name: &str) -> RoleAnswer {
        match (self.everything_denied, map.roles().find(name)) {
            (Some(Reason::ExplicitDeny), _) => RoleAnswer::ExplicitDeny,
            (Some(reason), _) => RoleAnswer::Indeterminate(reason),
            (None, Some(place)) if self.holds(Owner::Role(place)) => RoleAnswer::Held,
            (None, _) => self.states.of_roles().map_or(RoleAnswer::Missing, |state| RoleAnswer::Indeterminate(reason(state))),
        }
    }

    /// The names of the roles that are held, inherited ones too, sorted by code point.
    pub fn roles(&self, map: &RoleMap) -> Vec<String> {
        let held = map.roles().list().iter().zip(&self.roles).filter(|(_, held)| **held);
        let mut names: Vec<String> = held.map(|(role, _)| role.name.clone()).collect();
        names.sort_unstable();
        names
    }

    /// The scopes that were granted.
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// What was read and not used, sorted, none twice.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether there is a person at all.
    pub fn is_signed_in(&self) -> bool {
        self.signed_in
    }

    /// The patterns of every grant that is held, scopes and exceptions aside.
    pub(super) fn patterns<'a>(&'a self, map: &'a RoleMap) -> impl Iterator<Item = &'a Pattern> {
        let own = map.allows.all().filter(|posting| self.holds(posting.owner)).map(HasPattern::pattern);
        own.chain(self.filled_allows.all().map(HasPattern::pattern))
    }

    /// Whether groups may be held that were not seen.
    pub(super) fn may_miss_groups(&self) -> bool {
        self.states.groups.is_some()
    }

    /// The reason for a permission that can be asked, in the order of the closed list.
    fn judge(&self, map: &RoleMap, permission: &str, probe: &Probe<'_>) -> Reason {
        if let Some(reason) = self.taken(map, permission, probe) {
            return reason;
        }
        if self.is_given(map, permission, probe) {
            return Reason::Granted;
        }
        self.states.worst().map_or(Reason::NoGrant, reason)
    }

    /// Why the permission cannot be held, whatever grants it.
    pub(super) fn taken(&self, map: &RoleMap, permission: &str, probe: &Probe<'_>) -> Option<Reason> {
        if self.is_denied(map, permission, probe) {
            return Some(Reason::ExplicitDeny);
        }
        self.possible_deny(map, permission, probe).map(reason)
    }

    fn is_denied(&self, map: &RoleMap, permission: &str, probe: &Probe<'_>) -> bool {
        self.filled_denies.covering(permission, probe).next().is_some()
            || map.denies.covering(permission, probe).any(|posting| self.holds(posting.owner))
    }

    fn is_given(&self, map: &RoleMap, permission: &str, probe: &Probe<'_>) -> bool {
        self.token_permissions.binary_search_by(|held| held.as_str().cmp(permission)).is_ok()
            || self.filled_allows.covering(permission, probe).any(|filled| filled.what.stands(probe, &self.scopes))
            || map.allows.covering(permission, probe).any(|p| self.holds(p.owner) && p.what.stands(probe, &self.scopes))
    }

    /// The worst state in which names may be missing that would bring a deny for this (ruling R28).
    fn possible_deny(&self, map: &RoleMap, permission: &str, probe: &Probe<'_>) -> Option<State> {
        self.states.of_roles()?;
        let closed = map.denies.covering(permission, probe).filter_map(|posting| self.unseen(map, posting.owner));
        let open = map.template_denies.iter().filter(|posting| posting.what.covers(probe));
        closed.chain(open.filter_map(|posting| self.unseen(map, posting.owner))).min()
    }

    /// The state in which the owner may be held unseen.
    pub(super) fn unseen(&self, map: &RoleMap, owner: Owner) -> Option<State> {
        match owner {
            Owner::Entry(_) => self.states.groups,
            Owner::Role(place) => {
                let by_group = self.states.groups.filter(|_| map.from_groups.get(place) == Some(&true));
                by_group.into_iter().chain(self.states.roles).min()
            }
        }
    }

    pub(super) fn holds(&self, owner: Owner) -> bool {
        let (list, place) = match owner {
            Owner::Role(place) => (&self.roles, place),
            Owner::Entry(place) => (&self.entries, place),
        };
        list.get(place) == Some(&true)
    }

    fn everything_denied(&self, map: &RoleMap) -> Option<Reason> {
        let owners = || map.denies.wild().iter().filter(|posting| posting.what.is_everything()).map(|posting| posting.owner);
        if owners().any(|owner| self.holds(owner)) {
            return Some(Reason::ExplicitDeny);
        }
        owners().filter_map(|owner| self.unseen(map, owner)).min().map(reason)
    }

    fn some(&self, map: &RoleMap, pattern: &Pattern) -> bool {
        if pattern.has_captures() {
            return false;
        }
        let tokens = self.token_permissions.iter().any(|held| {
            let probe = probe(held);
            pattern.covers(&probe) && self.judge(map, held, &probe) == Reason::Granted
        });
        let own = map.allows.all().filter(|posting| self.holds(posting.owner)).map(|posting| &*posting.what);
        let mut all = own.chain(self.filled_allows.all().map(|filled| &filled.what));
        tokens || all.any(|grant| self.some_under(map, pattern, grant))
    }
}

impl Gather<'_> {
    fn finish(mut self, names: &Names) -> Grants {
        self.diagnostics.sort_unstable();
        self.diagnostics.dedup();
        let incomplete = |set: &NameSet| Some(set.state).filter(|state| names.signed_in && state.is_incomplete());
        let mut grants = Grants {
            signed_in: names.signed_in,
            roles: self.roles,
            entries: self.entries,
            applied: self.applied,
            token_roles: self.token_roles,
            filled_allows: Index::new(self.allows),
            filled_denies: Index::new(self.denies),
            token_permissions: self.token_permissions,
            scopes: names.scopes.names.iter().filter(|_| names.signed_in).map(|scope| scope.value.clone()).collect(),
            states: States {
                groups: incomplete(&names.groups),
                roles: incomplete(&names.roles),
                permissions: incomplete(&names.permissions),
            },
            everything_denied: None,
            diagnostics: self.diagnostics,
        };
        grants.everything_denied = grants.everything_denied(self.map);
        grants
    }
}

impl States {
    /// The worst state of what can bring roles and denies.
    fn of_roles(&self) -> Option<State> {
        self.groups.into_iter().chain(self.roles).min()
    }

    fn worst(&self) -> Option<State> {
        self.of_roles().into_iter().chain(self.permissions).min()
    }
}

impl HasPattern for Filled<Grant> {
    fn pattern(&self) -> &Pattern {
        &self.what.pattern
    }
}

impl HasPattern for Filled<Pattern> {
    fn pattern(&self) -> &Pattern {
        &self.what
    }
}

fn reason(state: State) -> Reason {
    match state {
        State::Overage => Reason::Overage,
        State::Unavailable => Reason::Unavailable,
        _ => Reason::Malformed,
    }
}
