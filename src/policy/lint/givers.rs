//! What gives somebody what they need.

use alloc::{string::String, vec::Vec};

use super::people::{MOST_TRIED, People};
use super::somebody::Need;
use crate::policy::entries::Match;
use crate::policy::permission::{Pattern, Probe, Segment, probe};
use crate::policy::role_map::Owner;
use crate::template::Template;

/// Something that a token brings.
#[derive(Clone, PartialEq, Eq)]
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
}

fn captures<'a>(pattern: &'a Pattern, probe: &Probe<'a>) -> Vec<(&'a str, &'a str)> {
    let pairs = pattern.segments().zip(probe);
    let capture =
        |(segment, text): (Segment<'a>, &Option<&'a str>)| if let Segment::Capture(name) = segment { Some((name, (*text)?)) } else { None };
    pairs.filter_map(capture).collect()
}
