//! People made up to find out whether anybody can: given as little as will do, since more can only add denies.

use alloc::{string::String, sync::Arc, vec, vec::Vec};
use core::cell::Cell;

use super::Sources;
use super::givers::Given;
use super::somebody::{Need, Somebody, Standing};
use crate::names::{Name, NameSet, Names, State};
use crate::policy::entries::Entry;
use crate::policy::grant::{Grant, Owner};
use crate::policy::grants::Grants;
use crate::policy::meet::meet;
use crate::policy::permission::{Pattern, Segment};
use crate::policy::role_map::RoleMap;
use crate::policy::route_need::Asked;
use crate::policy::route_table::RouteTable;

/// How many people are made up for one question before it is given up unanswered.
pub const MOST_TRIED: usize = 400;
/// How many are made up for one map.
const MOST_IN_ALL: usize = 100_000;

/// All people that there can be under a map.
pub struct People<'a> {
    pub map: &'a RoleMap,
    pub routes: &'a RouteTable,
    pub sources: Sources,
    /// The grants whose captures a group fills in, with their entry.
    pub open: Vec<(usize, &'a Grant)>,
    /// For each role, the entries that name it.
    pub given_by: Vec<Vec<usize>>,
    scopes: Vec<Name>,
    /// Stands in no template, so that it only fits captures.
    letter: char,
    left: Cell<usize>,
}

impl<'a> People<'a> {
    pub fn new(map: &'a RoleMap, routes: &'a RouteTable, sources: Sources) -> People<'a> {
        let mut given_by = vec![Vec::new(); map.roles().names().len()];
        let mut open = Vec::new();
        for (place, entry) in map.entries().list().iter().enumerate() {
            entry.roles.iter().filter_map(|role| given_by.get_mut(*role).map(|list| list.push(place))).for_each(drop);
            open.extend(map.grants_of(place).iter().filter(|grant| !grant.denies && grant.is_open()).map(|grant| (place, grant)));
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
            Owner::Entry(_) | Owner::Group(..) => true,
        }
    }

    /// What a role or an entry gives and takes itself.
    pub fn grants_of(&self, owner: Owner) -> &'a [Grant] {
        let role = match owner {
            Owner::Role(role) => role,
            Owner::Entry(entry) | Owner::Group(entry, _) => return self.map.grants_of(entry),
        };
        let list = &self.map.grants.list;
        // Those of roles come first, in the order of the roles.
        let before = |end: usize| list.partition_point(|grant| matches!(grant.owner, Owner::Role(place) if place < end));
        list.get(before(role)..before(role + 1)).unwrap_or_default()
    }

    /// The grants without captures.
    pub fn closed(&self) -> impl Iterator<Item = &'a Grant> + use<'a> {
        self.map.grants.list.iter().filter(|grant| !grant.denies && !grant.is_open())
    }

    /// All grants, those with captures last.
    pub fn allows(&self) -> impl Iterator<Item = &'a Grant> {
        self.closed().chain(self.open.iter().map(|(_, grant)| *grant))
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
        for grant in self.allows() {
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

fn name(text: &str) -> Name {
    Name { value: text.into(), raw: text.into(), source: Arc::default() }
}

/// Every scope that the map asks for.
fn scopes(map: &RoleMap, routes: &RouteTable) -> Vec<Name> {
    let granted = map.grants.list.iter().flat_map(|grant| &grant.scopes);
    let asked = routes.rules().iter().flat_map(|rule| &rule.needs).filter(|need| need.what == Asked::Scope);
    let mut all: Vec<&String> = granted.chain(asked.flat_map(|need| &need.names)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|scope| name(scope)).collect()
}

fn letter(entries: &[Entry]) -> char {
    let stands = |letter: char| {
        let mut templates = entries.iter().filter_map(|entry| entry.template.as_ref()).filter(|template| template.literal().is_none());
        templates.any(|template| template.head().contains(letter) || template.captures().any(|(_, after)| after.contains(letter)))
    };
    ('a'..='z').rev().chain('A'..='Z').chain('0'..='9').find(|letter| !stands(*letter)).unwrap_or('q')
}
