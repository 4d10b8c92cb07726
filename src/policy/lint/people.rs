//! People made up to find out whether anybody can: given as little as will do, since more can only add denies.

use alloc::{collections::BTreeSet, string::String, sync::Arc, vec, vec::Vec};
use core::cell::{Cell, OnceCell};

use super::Sources;
use super::givers::Given;
use super::somebody::{Need, Somebody, Standing};
use crate::finding::Findings;
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
/// How many steps one part of lint takes before it says nothing more.
const MOST_STEPS: usize = 8_000_000;

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
    /// The steps that are left.
    left: Cell<usize>,
    /// How many it takes to make somebody up.
    cost: usize,
    /// Somebody with nothing.
    poor: OnceCell<Somebody<'a>>,
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
        let places = given_by.len() + map.entries().list().len() + map.grants.list.len();
        let mut cost = 40 + places / 128 + 8 * scopes.len();
        map.grants.each_wild_deny(&mut |_| cost += 1);
        let letter = letter(map.entries().list());
        People { map, routes, sources, open, given_by, scopes, letter, left: Cell::new(0), cost, poor: OnceCell::new() }
    }

    /// Gives the next part of lint its steps.
    pub fn afresh(&self) {
        self.left.set(MOST_STEPS);
    }

    /// Takes so many steps; `false` when none is left: then whatever is answered says nothing.
    pub fn goes_on(&self, steps: usize) -> bool {
        self.left.set(self.left.get().saturating_sub(steps));
        self.left.get() > 0
    }

    /// Adds a warning, unless what it rests on was given up.
    pub fn warn(&self, findings: &mut Findings, code: &'static str, pointer: &str, what: &str) {
        if self.goes_on(1 + pointer.len() / 16) {
            findings.warning(code, pointer, what);
        }
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
        let first = self.filled(pattern, &[]);
        let mut known = BTreeSet::from([first.clone()]);
        let mut found = vec![first];
        for grant in self.allows().take_while(|_| self.goes_on(8)) {
            let Some(both) = meet(&[pattern, &grant.pattern]) else { continue };
            let text = self.filled(pattern, &both.segments);
            if known.insert(text.clone()) {
                found.push(text);
            }
        }
        found
    }

    /// Whether somebody has all of `needs` and is accepted. Also `true` when that would take too long to find out.
    pub fn somebody(&self, needs: &[Need], accept: &dyn Fn(&Somebody<'_>) -> bool) -> bool {
        let size = needs.iter().map(Need::size).sum();
        self.search(&mut Vec::new(), needs, accept, &mut (MOST_TRIED, size))
    }

    fn search(&self, held: &mut Vec<Given>, needs: &[Need], accept: &dyn Fn(&Somebody<'_>) -> bool, tries: &mut (usize, usize)) -> bool {
        let Some(left) = tries.0.checked_sub(1).filter(|_| self.goes_on(tries.1)) else { return true };
        tries.0 = left;
        let made;
        let who = if held.is_empty() {
            self.poor.get_or_init(|| self.person(held))
        } else {
            made = self.person(held);
            &made
        };
        let standings: Vec<Standing> = needs.iter().map(|need| need.of(who)).collect();
        if standings.contains(&Standing::Denied) {
            return false;
        }
        let Some(unmet) = standings.iter().position(|standing| *standing == Standing::Missing) else { return accept(who) };
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
        self.goes_on(self.cost);
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
