//! What gives somebody what they need.

use alloc::{collections::BTreeSet, string::String, vec, vec::Vec};

use super::people::{MOST_TRIED, People};
use super::somebody::Need;
use crate::policy::entries::Class;
use crate::policy::grant::Owner;
use crate::policy::index::Kind;
use crate::policy::permission::{Pattern, Probe, probe};
use crate::template::Template;

/// Something that a token brings.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// A group.
    Group(String),
    /// A role.
    Role(String),
    /// A permission.
    Permission(String),
}

impl People<'_> {
    /// Each by itself gives it, unless a deny comes with it.
    pub fn givers(&self, need: &Need) -> Vec<Given> {
        let mut found = match need {
            Need::Permission(text) => self.givers_of_permission(text),
            Need::Role(name) => self.map.roles().find(name).map(|role| self.givers_of_role(role)).unwrap_or_default(),
            Need::OwnRole(name) => self.map.roles().find(name).map(|role| self.givers_of_own_role(role)).unwrap_or_default(),
            Need::One(needs) => needs.iter().flat_map(|need| self.givers(need)).collect(),
        };
        let mut known = BTreeSet::new();
        found.retain(|given| known.len() >= MOST_TRIED || known.insert(given.clone()));
        found
    }

    fn givers_of_permission(&self, text: &str) -> Vec<Given> {
        let probe = probe(text);
        let mut found = Vec::new();
        self.map.grants.any(Kind::Allow, text, &probe, &mut |grant| {
            match grant.owner {
                _ if grant.excepts(&probe) => {}
                Owner::Role(role) => found.extend(self.givers_of_role(role)),
                Owner::Entry(entry) | Owner::Group(entry, _) => found.extend(self.group(entry, &[])),
            }
            !self.goes_on(1 + grant.except.len())
        });
        for (entry, grant) in self.open.iter().take_while(|_| self.goes_on(1)).filter(|(_, grant)| grant.pattern.covers(&probe)) {
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
        let mut heirs = vec![false; self.map.roles().names().len()];
        if !self.goes_on(heirs.len() / 16) {
            return Vec::new();
        }
        self.map.roles().heirs(role, &mut heirs);
        let heirs = heirs.iter().enumerate().filter(|(_, heir)| **heir);
        let mut found: Vec<Given> = heirs.flat_map(|(heir, _)| self.namers(heir)).collect();
        found.extend(self.token_role(role));
        found
    }

    fn namers(&self, role: usize) -> Vec<Given> {
        let entries = self.given_by.get(role).map(Vec::as_slice).unwrap_or_default();
        entries.iter().filter_map(|entry| self.group(*entry, &[])).collect()
    }

    fn token_role(&self, role: usize) -> Option<Given> {
        self.map.roles().names().get(role).filter(|_| self.sources.roles).map(|name| Given::Role(name.clone()))
    }

    /// A group of this entry whose captures hold `bound`; none for everybody's entry and for what cannot be captured so.
    fn group(&self, entry: usize, bound: &[(&str, &str)]) -> Option<Given> {
        let template = self.map.entries().list().get(entry)?.template.as_ref().filter(|_| self.goes_on(8))?;
        let names = (0..8).map(|shift| self.named(template, bound, shift * 8));
        let mut fitting = names.filter(|name| {
            let matched = template.matches(name);
            matched.is_some_and(|found| bound.iter().all(|pair| !template.captures().any(|(own, _)| own == pair.0) || found.contains(pair)))
        });
        let first = fitting.next()?;
        let is_other = |name: &String| template.literal().is_some() || self.map.entries().of(Class::Exact, name).is_empty();
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
}

fn captures<'a>(pattern: &'a Pattern, probe: &Probe<'a>) -> Vec<(&'a str, &'a str)> {
    let pairs = pattern.segments().zip(probe);
    pairs.filter_map(|(segment, text)| Some((segment.capture()?, (*text)?))).collect()
}
