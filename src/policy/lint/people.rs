//! People made up to find out whether anybody can: given as little as will do, since more can only add denies.

use alloc::{string::String, sync::Arc, vec, vec::Vec};
use core::cell::Cell;

use super::Sources;
use crate::names::{Name, NameSet, Names, State};
use crate::policy::decision::{Outcome, Reason, RoleAnswer};
use crate::policy::entries::{Entry, Match};
use crate::policy::grant::Grant;
use crate::policy::grants::Grants;
use crate::policy::permission::{Pattern, Probe, Segment, meet, probe};
use crate::policy::role_map::{Owner, RoleMap};
use crate::policy::route::Person;
use crate::policy::route_rule::Rule;
use crate::policy::route_table::RouteTable;
use crate::template::Template;

/// How many people are made up for one question before it is given up unanswered.
const MOST_TRIED: usize = 400;
/// How many are made up for one map.
const MOST_IN_ALL: usize = 100_000;

/// All people that there can be under a map.
pub struct People<'a> {
    pub map: &'a RoleMap,
    pub routes: &'a RouteTable,
    pub sources: Sources,
    /// The grants whose captures a group fills in, with their entry.
    pub open: Vec<(usize, Arc<Grant>)>,
    /// For each role, the entries that name it.
    given_by: Vec<Vec<usize>>,
    scopes: Vec<Name>,
    /// Stands in no template, so that it only fits captures.
    letter: char,
    left: Cell<usize>,
}

/// Something that a token brings.
#[derive(Clone, PartialEq, Eq)]
enum Given {
    Group(String),
    Role(String),
    Permission(String),
}

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
    map: &'a RoleMap,
    grants: Grants,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Met,
    Missing,
    /// A deny stands against it: nothing that is added helps.
    Denied,
}

impl<'a> People<'a> {
    pub fn new(map: &'a RoleMap, routes: &'a RouteTable, sources: Sources) -> People<'a> {
        let mut given_by = vec![Vec::new(); map.roles().list().len()];
        let mut open = Vec::new();
        for (place, entry) in map.entries().list().iter().enumerate() {
            entry.roles.iter().filter_map(|role| given_by.get_mut(*role).map(|list| list.push(place))).for_each(drop);
            open.extend(entry.body.allow.iter().filter(|grant| !grant.is_closed()).map(|grant| (place, Arc::clone(grant))));
        }
        let scopes = if sources.scopes { scopes(map, routes) } else { Vec::new() };
        People { map, routes, sources, open, given_by, scopes, letter: letter(map.entries().list()), left: Cell::new(MOST_IN_ALL) }
    }

    /// Whether a group or a token gives the role.
    pub fn reaches(&self, role: usize) -> bool {
        self.sources.roles || self.map.from_groups.get(role) == Some(&true)
    }

    /// Whether somebody has what this owner gives and takes.
    pub fn reaches_owner(&self, owner: Owner) -> bool {
        match owner {
            Owner::Role(place) => self.reaches(place),
            Owner::Entry(_) => true,
        }
    }

    /// A name that the map nowhere mentions, another for each `number`.
    pub fn fresh(&self, number: usize) -> String {
        core::iter::repeat_n(self.letter, 3 + number).collect()
    }

    /// Whether tokens can bring these scopes.
    pub fn has_scopes(&self, scopes: &[String]) -> bool {
        scopes.is_empty() || self.sources.scopes
    }

    /// Permissions under `pattern` that stand for all of them: one that nothing names, and those that grants name.
    pub fn permissions(&self, pattern: &Pattern) -> Vec<String> {
        if pattern.is_literal() {
            return vec![pattern.as_str().into()];
        }
        let mut found = vec![self.filled(pattern, &[])];
        let closed = self.map.allows.all().map(|posting| &*posting.what);
        for grant in closed.chain(self.open.iter().map(|(_, grant)| &**grant)) {
            let Some(both) = meet(&[pattern, &grant.pattern]) else { continue };
            let text = self.filled(pattern, &both.segments);
            if !found.contains(&text) {
                found.push(text);
            }
        }
        found
    }

    /// Whether somebody has all of `needs` and is accepted. Also `true` when that would take too long to find out.
    pub fn somebody(&self, needs: &[Need], accept: &dyn Fn(&Somebody<'_>) -> bool) -> bool {
        let mut tries = MOST_TRIED.min(self.left.get());
        let before = tries;
        let found = self.search(&mut Vec::new(), needs, accept, &mut tries);
        self.left.set(self.left.get().saturating_sub(before - tries));
        found
    }

    fn search(&self, held: &mut Vec<Given>, needs: &[Need], accept: &dyn Fn(&Somebody<'_>) -> bool, tries: &mut usize) -> bool {
        let Some(left) = tries.checked_sub(1) else { return true };
        *tries = left;
        let who = self.person(held);
        let standings: Vec<Standing> = needs.iter().map(|need| need.of(&who)).collect();
        if standings.contains(&Standing::Denied) {
            return false;
        }
        let Some(unmet) = standings.iter().position(|standing| *standing == Standing::Missing) else { return accept(&who) };
        if held.len() >= needs.len() {
            return false;
        }
        needs.get(unmet).map(|need| self.givers(need)).unwrap_or_default().into_iter().any(|given| {
            held.push(given);
            let found = self.search(held, needs, accept, tries);
            held.pop();
            found
        })
    }

    fn person(&self, held: &[Given]) -> Somebody<'a> {
        let set = |pick: fn(&Given) -> Option<&String>| {
            let mut names: Vec<Name> = held.iter().filter_map(pick).map(|text| name(text)).collect();
            names.sort_unstable_by(|a, b| a.value.cmp(&b.value));
            names.dedup();
            NameSet { names, state: State::Present }
        };
        let names = Names {
            signed_in: true,
            groups: set(|given| if let Given::Group(text) = given { Some(text) } else { None }),
            roles: set(|given| if let Given::Role(text) = given { Some(text) } else { None }),
            permissions: set(|given| if let Given::Permission(text) = given { Some(text) } else { None }),
            scopes: NameSet { names: self.scopes.clone(), state: State::Present },
            ..Names::default()
        };
        Somebody { map: self.map, grants: Grants::new(self.map, &names) }
    }

    fn givers(&self, need: &Need) -> Vec<Given> {
        let mut found = match need {
            Need::Permission(text) => self.givers_of_permission(text),
            Need::Role(name) => self.map.roles().find(name).map(|role| self.givers_of_role(role)).unwrap_or_default(),
            Need::OwnRole(name) => self.map.roles().find(name).map(|role| self.givers_of_own_role(role)).unwrap_or_default(),
            Need::One(needs) => needs.iter().flat_map(|need| self.givers(need)).collect(),
        };
        let mut known: Vec<Given> = Vec::new();
        found.retain(|given| {
            let first = known.len() >= MOST_TRIED || !known.contains(given);
            if first && known.len() < MOST_TRIED {
                known.push(given.clone());
            }
            first
        });
        found
    }

    fn givers_of_permission(&self, text: &str) -> Vec<Given> {
        let probe = probe(text);
        let mut found = Vec::new();
        for posting in self.map.allows.covering(text, &probe).filter(|p| !p.what.except.iter().any(|except| except.covers(&probe))) {
            match posting.owner {
                Owner::Role(role) => found.extend(self.givers_of_role(role)),
                Owner::Entry(entry) => found.extend(self.group(entry, &[])),
            }
        }
        for (entry, grant) in self.open.iter().filter(|(_, grant)| grant.pattern.covers(&probe)) {
            found.extend(self.group(*entry, &captures(&grant.pattern, &probe)));
        }
        if self.sources.permissions {
            found.push(Given::Permission(text.into()));
        }
        found
    }

    fn givers_of_own_role(&self, role: usize) -> Vec<Given> {
        let mut own = self.namers(role);
        own.extend(self.token_role(role));
        if own.is_empty() { self.givers_of_role(role) } else { own }
    }

    fn givers_of_role(&self, role: usize) -> Vec<Given> {
        let heirs = self.map.roles().toward(role);
        let heirs = heirs.iter().enumerate().filter(|(_, heir)| heir.is_some()).map(|(place, _)| place);
        let mut found: Vec<Given> = heirs.flat_map(|heir| self.namers(heir)).collect();
        found.extend(self.token_role(role));
        found
    }

    fn namers(&self, role: usize) -> Vec<Given> {
        let entries = self.given_by.get(role).map(Vec::as_slice).unwrap_or_default();
        entries.iter().filter_map(|entry| self.group(*entry, &[])).collect()
    }

    fn token_role(&self, role: usize) -> Option<Given> {
        self.map.roles().at(role).filter(|_| self.sources.roles).map(|role| Given::Role(role.name.clone()))
    }

    /// A group of this entry whose captures hold `bound`; none for everybody's entry and for what cannot be captured so.
    fn group(&self, entry: usize, bound: &[(&str, &str)]) -> Option<Given> {
        let Match::Group(template) = &self.map.entries().at(entry)?.matches else { return None };
        let names = (0..8).map(|shift| self.named(template, bound, shift * 8));
        let mut fitting = names.filter(|name| {
            let matched = template.matches(name);
            matched.is_some_and(|found| bound.iter().all(|pair| !template.captures().any(|(own, _)| own == pair.0) || found.contains(pair)))
        });
        let first = fitting.next()?;
        let is_other = |name: &String| template.literal().is_some() || self.map.entries().exact(name).is_empty();
        let plain = if is_other(&first) { None } else { fitting.find(is_other) };
        Some(Given::Group(plain.unwrap_or(first)))
    }

    /// A name that the template matches, its captures holding `bound` and else what nothing mentions.
    pub fn named(&self, template: &Template, bound: &[(&str, &str)], shift: usize) -> String {
        let mut text = String::from(template.head());
        for (number, (name, after)) in template.captures().enumerate() {
            match bound.iter().find(|(own, _)| *own == name) {
                Some((_, value)) => text.push_str(value),
                None => text.push_str(&self.fresh(number + shift)),
            }
            text.push_str(after);
        }
        text
    }

    /// `pattern` as a permission: settled segments as they are, others as nothing names them.
    fn filled(&self, pattern: &Pattern, settled: &[Option<&str>]) -> String {
        let mut text = String::new();
        for (at, segment) in pattern.segments().enumerate() {
            if at > 0 {
                text.push(':');
            }
            match (segment, settled.get(at).copied().flatten()) {
                (Segment::Literal(own), _) => text.push_str(own),
                (_, Some(settled)) => text.push_str(settled),
                // Longer than what fills captures of groups: a deny with captures must not meet it by chance.
                (_, None) => text.push_str(&self.fresh(80 + at.min(40))),
            }
        }
        text
    }
}

impl Need {
    fn of(&self, who: &Somebody<'_>) -> Standing {
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
        self.grants.scopes().iter().any(|granted| granted == scope)
    }

    fn auth_time(&self) -> Option<i64> {
        None
    }

    fn acr(&self) -> Option<&str> {
        None
    }
}

fn captures<'a>(pattern: &'a Pattern, probe: &Probe<'a>) -> Vec<(&'a str, &'a str)> {
    let pairs = pattern.segments().zip(probe);
    let capture =
        |(segment, text): (Segment<'a>, &Option<&'a str>)| if let Segment::Capture(name) = segment { Some((name, (*text)?)) } else { None };
    pairs.filter_map(capture).collect()
}

fn name(text: &str) -> Name {
    Name { value: text.into(), raw: text.into(), source: String::new() }
}

/// Every scope that the map asks for.
fn scopes(map: &RoleMap, routes: &RouteTable) -> Vec<Name> {
    let bodies = map.roles().list().iter().map(|role| &role.body).chain(map.entries().list().iter().map(|entry| &entry.body));
    let granted = bodies.flat_map(|body| &body.allow).flat_map(|grant| &grant.scopes);
    let mut all: Vec<&String> = granted.chain(routes.rules().iter().flat_map(|rule: &Rule| &rule.scopes)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|scope| name(scope)).collect()
}

fn letter(entries: &[Entry]) -> char {
    let stands = |letter: char| {
        entries.iter().any(|entry| match &entry.matches {
            Match::Group(template) if template.literal().is_none() => {
                template.head().contains(letter) || template.captures().any(|(_, after)| after.contains(letter))
            }
            _ => false,
        })
    };
    ('a'..='z').rev().chain('A'..='Z').chain('0'..='9').find(|letter| !stands(*letter)).unwrap_or('q')
}
