//! What one person holds under one map: the pure step from names to decisions.

use alloc::{string::String, vec, vec::Vec};
use core::sync::atomic::AtomicU8;

use super::decision::{Decision, Reason, RoleAnswer};
use super::grant::{Grant, Owner};
use super::index::{Index, Kind};
use super::permission::{Pattern, Probe, probe};
use super::role_map::RoleMap;
use super::standing::HELD;
use crate::names::{Diagnostic, NameSet, Names, State};
use crate::order;

/// What one person holds. Belongs to the map that it was made with.
#[derive(Debug)]
pub struct Grants {
    pub(super) signed_in: bool,
    /// For each role, whether it is held, inherited ones too.
    pub(super) roles: Vec<bool>,
    /// For each entry under `groups`, whether it applies.
    pub(super) entries: Vec<bool>,
    /// Which entry applies by which group (its place in the names); none for `$authenticated`.
    pub(super) applied: Vec<(usize, Option<usize>)>,
    /// Which role came from which role name of a token.
    pub(super) token_roles: Vec<(usize, Option<usize>)>,
    /// What has captures that a group's name filled in.
    pub(super) filled: Index,
    /// What was found out of the map's grants that are alike and of the filled ones, at the place of the first of them.
    pub(super) known: [Vec<AtomicU8>; 2],
    /// Sorted.
    pub(super) token_permissions: Vec<String>,
    scopes: Vec<String>,
    pub(super) states: States,
    everything_denied: Option<Reason>,
    pub(super) too_much: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// How well each kind of names could be read; what was read whole is absent.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct States {
    pub groups: State,
    pub roles: State,
    pub permissions: State,
}

impl Grants {
    /// What the person of these names holds; nobody holds nothing.
    pub fn new(map: &RoleMap, names: &Names) -> Grants {
        let mut grants = Grants {
            signed_in: names.signed_in,
            roles: vec![false; map.roles().names().len()],
            entries: vec![false; map.entries().list().len()],
            applied: Vec::new(),
            token_roles: Vec::new(),
            filled: Index::default(),
            known: Default::default(),
            token_permissions: Vec::new(),
            scopes: Vec::new(),
            states: States::default(),
            everything_denied: None,
            too_much: false,
            diagnostics: Vec::new(),
        };
        if names.signed_in {
            grants.gather(map, names);
            for scope in &names.scopes.names {
                grants.scopes.push(scope.value.clone());
            }
            order::tidy(&mut grants.scopes);
            grants.states.groups = incomplete(&names.groups).min(if grants.too_much { State::Malformed } else { State::Absent });
            grants.states.roles = incomplete(&names.roles);
            grants.states.permissions = incomplete(&names.permissions);
            for (known, index) in grants.known.iter_mut().zip([&map.grants, &grants.filled]) {
                known.resize_with(index.list.len(), AtomicU8::default);
            }
            grants.everything_denied = grants.everything_denied(map);
        }
        grants
    }

    /// Whether the permission is held, and why or why not. Never `pending` and never `map_invalid`: these come from outside.
    pub fn check(&self, map: &RoleMap, permission: &str) -> Decision {
        let refused = map.refuses(permission).or_else(|| (!self.signed_in).then_some(Reason::SignedOut));
        Decision::because(refused.unwrap_or_else(|| self.judge(map, permission, &probe(permission))))
    }

    /// Whether some permission under the pattern (and in the vocabulary) is allowed; `false` for what is no pattern (ruling R32).
    pub fn can_some(&self, map: &RoleMap, pattern: &str) -> bool {
        let pattern = Pattern::parse(pattern).filter(|pattern| self.signed_in && !pattern.has_captures());
        pattern.is_some_and(|pattern| self.some(map, &pattern))
    }

    /// Whether the role is held. The deny `**` fails every role, a possible one makes it uncertain (ruling R30).
    pub fn role(&self, map: &RoleMap, name: &str) -> RoleAnswer {
        match (self.everything_denied, map.roles().find(name)) {
            (Some(Reason::ExplicitDeny), _) => RoleAnswer::ExplicitDeny,
            (Some(reason), _) => RoleAnswer::Indeterminate(reason),
            (None, Some(place)) if self.holds(Owner::Role(place)) => RoleAnswer::Held,
            (None, _) => reason(self.states.of_roles()).map_or(RoleAnswer::Missing, RoleAnswer::Indeterminate),
        }
    }

    /// The names of the roles that are held, inherited ones too, sorted by code point.
    #[inline(never)]
    pub fn roles(&self, map: &RoleMap) -> Vec<String> {
        let mut names = Vec::new();
        for (name, held) in map.roles().names().iter().zip(&self.roles) {
            if *held {
                names.push(name.clone());
            }
        }
        order::tidy(&mut names);
        names
    }

    /// The scopes that were granted, sorted.
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// Whether this scope was granted.
    pub fn has_scope(&self, scope: &str) -> bool {
        order::search_texts(&self.scopes, scope).is_ok()
    }

    /// Whether the groups were more than this map's templates can be compared with: what they give is not known whole.
    pub fn are_too_much(&self) -> bool {
        self.too_much
    }

    /// What was read and not used, sorted, none twice.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether there is a person at all.
    pub fn is_signed_in(&self) -> bool {
        self.signed_in
    }

    /// Whether the deny `**` is held, or could be unseen.
    pub(super) fn is_everything_denied(&self) -> bool {
        self.everything_denied.is_some()
    }

    /// Whether groups may be held that were not seen.
    pub(super) fn may_miss_groups(&self) -> bool {
        self.states.groups.is_incomplete()
    }

    /// The reason for a permission that can be asked, in the order of the closed list.
    #[inline(never)]
    pub(super) fn judge(&self, map: &RoleMap, permission: &str, probe: &Probe<'_>) -> Reason {
        if let Some(reason) = self.taken(map, permission, probe) {
            return reason;
        }
        let named = order::search_texts(&self.token_permissions, permission).is_ok();
        if named || self.found(map, Kind::Allow, permission, probe) & HELD != 0 {
            return Reason::Granted;
        }
        reason(self.states.of_roles().min(self.states.permissions)).unwrap_or(Reason::NoGrant)
    }

    /// Why the permission cannot be held, whatever grants it.
    #[inline(never)]
    pub(super) fn taken(&self, map: &RoleMap, permission: &str, probe: &Probe<'_>) -> Option<Reason> {
        let kind = if self.states.of_roles().is_incomplete() { Kind::PossibleDeny } else { Kind::Deny };
        let found = self.found(map, kind, permission, probe);
        // The worst state in which names may be missing that would bring a deny for this (ruling R28).
        if found & HELD != 0 { Some(Reason::ExplicitDeny) } else { reason(self.worst(found)) }
    }

    /// Whether `visit` says yes to a grant or deny that is held and stands.
    #[inline(never)]
    pub(super) fn any_held(
        &self,
        map: &RoleMap,
        kind: Kind,
        permission: &str,
        probe: &Probe<'_>,
        visit: &mut dyn FnMut(&Grant) -> bool,
    ) -> bool {
        let mut held = |grant: &Grant| self.stands(grant) && !grant.excepts(probe) && visit(grant);
        self.filled.any(kind, permission, probe, &mut held) || map.grants.any(kind, permission, probe, &mut held)
    }

    pub(super) fn holds(&self, owner: Owner) -> bool {
        match owner {
            Owner::Role(place) => self.roles.get(place) == Some(&true),
            Owner::Entry(place) => self.entries.get(place) == Some(&true),
            Owner::Group(..) => true,
        }
    }

    fn everything_denied(&self, map: &RoleMap) -> Option<Reason> {
        let mut held = false;
        let mut worst = State::Absent;
        map.grants.each_wild_deny(&mut |deny| {
            if deny.pattern.is_everything() {
                held |= self.holds(deny.owner);
                worst = worst.min(self.unseen(map, deny.owner));
            }
        });
        if held { Some(Reason::ExplicitDeny) } else { reason(worst) }
    }
}

impl States {
    /// The worst state of what can bring roles and denies.
    pub fn of_roles(self) -> State {
        self.groups.min(self.roles)
    }
}

fn incomplete(set: &NameSet) -> State {
    if set.state.is_incomplete() { set.state } else { State::Absent }
}

fn reason(state: State) -> Option<Reason> {
    match state {
        State::Overage => Some(Reason::Overage),
        State::Unavailable => Some(Reason::Unavailable),
        State::Malformed => Some(Reason::Malformed),
        _ => None,
    }
}
