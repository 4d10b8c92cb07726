//! Which roles and groups would grant a permission.

use alloc::{string::String, vec, vec::Vec};

use super::entries::{Entry, Match};
use super::explanation::GrantedBy;
use super::permission::{Pattern, Probe, Segment};
use super::role_map::{Owner, RoleMap};

/// At most so many of each are told.
const MAX_NAMES: usize = 20;

/// The roles and groups that give it and do not take it at once.
pub(super) fn granted_by(map: &RoleMap, permission: &str, probe: &Probe<'_>) -> GrantedBy {
    let giving = map.allows.covering(permission, probe).filter(|p| !p.what.except.iter().any(|except| except.covers(probe)));
    let given = Owners::of(map, giving.map(|posting| posting.owner));
    let taken = Owners::of(map, map.denies.covering(permission, probe).map(|posting| posting.owner));
    let roles = map.roles().list().iter().enumerate().filter(|(place, _)| given.role(*place) && !taken.role(*place));
    let roles = roles.map(|(_, role)| role.name.clone()).collect();
    let mut groups = Vec::new();
    for (place, entry) in map.entries().list().iter().enumerate() {
        if taken.entry(place) || entry.roles.iter().any(|role| taken.role(*role)) {
            continue;
        }
        if given.entry(place) || entry.roles.iter().any(|role| given.role(*role)) {
            groups.push(entry.text.clone());
        } else {
            groups.extend(by_capture(entry, probe));
        }
    }
    GrantedBy { roles: tidy(roles), groups: tidy(groups) }
}

/// The roles, with their heirs, and the entries that own some postings.
struct Owners {
    roles: Vec<bool>,
    entries: Vec<bool>,
}

impl Owners {
    fn of(map: &RoleMap, owners: impl Iterator<Item = Owner>) -> Owners {
        let mut found = Owners { roles: vec![false; map.roles().list().len()], entries: vec![false; map.entries().list().len()] };
        for owner in owners {
            match owner {
                Owner::Entry(place) => found.entries.get_mut(place).into_iter().for_each(|mark| *mark = true),
                Owner::Role(place) if !found.role(place) => {
                    let heirs = map.roles().toward(place);
                    found.roles.iter_mut().zip(heirs).for_each(|(mark, heir)| *mark |= heir.is_some());
                }
                Owner::Role(_) => {}
            }
        }
        found
    }

    fn role(&self, place: usize) -> bool {
        self.roles.get(place) == Some(&true)
    }

    fn entry(&self, place: usize) -> bool {
        self.entries.get(place) == Some(&true)
    }
}

/// The group of this entry whose captures would give exactly this permission.
fn by_capture(entry: &Entry, probe: &Probe<'_>) -> Option<String> {
    let Match::Group(template) = &entry.matches else { return None };
    entry.body.allow.iter().filter(|grant| grant.pattern.covers(probe)).find_map(|grant| {
        let captures = captures(&grant.pattern, probe);
        let covers = |pattern: &Pattern| pattern.fill(&captures).is_some_and(|filled| filled.covers(probe));
        if grant.except.iter().any(covers) || entry.body.deny.iter().any(|deny| covers(deny)) {
            return None;
        }
        let mut group = String::from(template.head());
        for (name, after) in template.captures() {
            match captures.iter().find(|(bound, _)| *bound == name) {
                Some((_, value)) => group.push_str(value),
                None => ["{", name, "}"].iter().for_each(|part| group.push_str(part)),
            }
            group.push_str(after);
        }
        Some(group)
    })
}

fn captures<'a>(pattern: &'a Pattern, probe: &Probe<'a>) -> Vec<(&'a str, &'a str)> {
    let pairs = pattern.segments().zip(probe);
    pairs
        .filter_map(|(segment, text)| match segment {
            Segment::Capture(name) => Some((name, (*text)?)),
            _ => None,
        })
        .collect()
}

fn tidy(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names.dedup();
    names.truncate(MAX_NAMES);
    names
}
