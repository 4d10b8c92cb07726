//! Finds the chains behind a decision: claim, group, entry, roles, grant or deny.

use alloc::{string::String, vec::Vec};

use super::decision::{Outcome, Reason};
use super::entries::AUTHENTICATED;
use super::explanation::{Effect, Explanation, GrantedBy, Step};
use super::grant::{Grant, Owner};
use super::granted_by::granted_by;
use super::grants::Grants;
use super::index::Kind;
use super::near::near;
use super::permission::{Pattern, Probe, probe};
use super::role_map::RoleMap;
use super::roles::Ways;
use crate::names::{Name, Names};

/// At most so many chains are told.
pub const MAX_STEPS: usize = 20;
/// At most so many grants or denies are looked into for them.
const MOST_TOLD: usize = 10 * MAX_STEPS;

impl Grants {
    /// The answer of [`Grants::check`] and what is behind it; `names` are those that the grants were made with.
    pub fn explain(&self, map: &RoleMap, names: &Names, permission: &str) -> Explanation {
        let decision = self.check(map, permission);
        let probe = probe(permission);
        let mut chains = Chains { grants: self, map, names, steps: Vec::new() };
        match decision.reason {
            Reason::Granted => {
                chains.token_permissions(permission);
                chains.held(Kind::Allow, permission, &probe);
            }
            Reason::ExplicitDeny => chains.held(Kind::Deny, permission, &probe),
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

/// What was told last. What stands again and again in one body has its chains already; all else adds one.
#[derive(Default)]
struct Told {
    last: Option<(Owner, Pattern)>,
    count: usize,
}

impl Told {
    fn is_new(&mut self, grant: &Grant) -> bool {
        let this = Some((grant.owner, grant.pattern.clone()));
        let is_new = self.last != this;
        self.last = this;
        self.count += usize::from(is_new);
        is_new
    }
}

/// A chain but for its roles: the end, and where it comes from as far as that is known.
#[derive(Clone, Copy)]
struct Link<'a> {
    effect: Effect,
    grant: &'a str,
    entry: Option<usize>,
    group: Option<&'a str>,
    name: Option<&'a Name>,
}

impl<'a> Link<'a> {
    fn of(grant: &'a Grant) -> Link<'a> {
        let effect = if grant.denies { Effect::Deny } else { Effect::Allow };
        Link { effect, grant: grant.pattern.as_str(), entry: None, group: None, name: None }
    }

    /// From this entry that applies by a group (its place), or to everybody.
    fn applied(self, names: &'a Names, entry: usize, group: Option<usize>) -> Link<'a> {
        let name = group.and_then(|group| names.groups.names.get(group));
        Link { entry: Some(entry), group: Some(name.map_or(AUTHENTICATED, |name| &name.value)), name, ..self }
    }
}

impl Chains<'_> {
    fn token_permissions(&mut self, permission: &str) {
        for name in &self.names.permissions.names {
            if name.value == permission {
                let link = Link { effect: Effect::Allow, grant: permission, entry: None, group: None, name: Some(name) };
                self.add(link, Vec::new());
            }
        }
    }

    fn held(&mut self, kind: Kind, permission: &str, probe: &Probe<'_>) {
        let mut told = Told::default();
        self.grants.any_held(self.map, kind, permission, probe, &mut |grant| {
            if told.is_new(grant) {
                self.chain(grant);
            }
            self.steps.len() >= MAX_STEPS || told.count > MOST_TOLD
        });
    }

    /// Chains that begin at a name that nobody could read: they hold no group.
    fn possible_denies(&mut self, permission: &str, probe: &Probe<'_>) {
        let mut told = Told::default();
        self.map.grants.any(Kind::PossibleDeny, permission, probe, &mut |deny| {
            let is_unseen = self.grants.unseen(self.map, deny.owner).is_incomplete();
            if is_unseen && told.is_new(deny) {
                self.possible_deny(deny);
            }
            self.steps.len() >= MAX_STEPS || told.count > MOST_TOLD
        });
    }

    fn possible_deny(&mut self, deny: &Grant) {
        let map = self.map;
        let link = Link::of(deny);
        let role = match deny.owner {
            Owner::Entry(entry) | Owner::Group(entry, _) => return self.add(Link { entry: Some(entry), ..link }, Vec::new()),
            Owner::Role(role) => role,
        };
        let ways = map.roles().toward(role);
        let before = self.steps.len();
        if self.grants.may_miss_groups() {
            for (place, entry) in map.entries().list().iter().enumerate() {
                for given in &entry.roles {
                    self.through(Link { entry: Some(place), ..link }, *given, &ways);
                }
            }
        }
        if self.steps.len() == before {
            self.through(link, role, &ways);
        }
    }

    /// The chains of a grant or a deny that is held.
    fn chain(&mut self, grant: &Grant) {
        let (grants, names, map) = (self.grants, self.names, self.map);
        let link = Link::of(grant);
        let role = match grant.owner {
            Owner::Group(entry, group) => return self.add(link.applied(names, entry, Some(group)), Vec::new()),
            Owner::Entry(entry) => {
                for (place, group) in &grants.applied {
                    if *place == entry {
                        self.add(link.applied(names, entry, *group), Vec::new());
                    }
                }
                return;
            }
            Owner::Role(role) => role,
        };
        let ways = map.roles().toward(role);
        for (place, group) in &grants.applied {
            for given in map.roles_of(*place) {
                self.through(link.applied(names, *place, *group), *given, &ways);
            }
        }
        for (given, name) in &grants.token_roles {
            let name = name.and_then(|name| names.roles.names.get(name));
            self.through(Link { name, ..link }, *given, &ways);
        }
    }

    fn through(&mut self, link: Link<'_>, given: usize, ways: &Ways) {
        if self.steps.len() < MAX_STEPS {
            let path = self.map.roles().names_on(ways, given);
            if !path.is_empty() {
                self.add(link, path);
            }
        }
    }

    #[inline(never)]
    fn add(&mut self, link: Link<'_>, role_path: Vec<String>) {
        let Link { effect, grant, entry, group, name } = link;
        let raw = name.map(|name| name.raw.clone());
        let source = name.map(|name| String::from(&*name.source));
        let step = Step { effect, grant: grant.into(), group: group.map(String::from), raw, source, entry, role_path };
        if self.steps.len() < MAX_STEPS && !self.steps.contains(&step) {
            self.steps.push(step);
        }
    }
}
