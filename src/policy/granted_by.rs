//! Which roles and groups would grant a permission.

use alloc::{string::String, vec, vec::Vec};

use super::entries::Entry;
use super::explanation::GrantedBy;
use super::grant::{Grant, Owner};
use super::index::Kind;
use super::permission::{Pattern, Probe};
use super::role_map::RoleMap;
use crate::order;

/// At most so many of each are told.
const MAX_NAMES: usize = 20;

/// The roles and groups that give it and do not take it at once.
pub(super) fn granted_by(map: &RoleMap, permission: &str, probe: &Probe<'_>) -> GrantedBy {
    let given = Owners::of(map, Kind::Allow, permission, probe);
    let taken = Owners::of(map, Kind::Deny, permission, probe);
    let mut found = GrantedBy::default();
    for (place, name) in map.roles().names().iter().enumerate() {
        if given.role(place) && !taken.role(place) {
            found.roles.push(name.clone());
        }
    }
    for (place, entry) in map.entries().list().iter().enumerate() {
        if taken.entry(place, entry) {
            continue;
        }
        if given.entry(place, entry) {
            found.groups.push(entry.text().into());
        } else if let Some(group) = by_capture(map, place, entry, probe) {
            found.groups.push(group);
        }
    }
    for names in [&mut found.roles, &mut found.groups] {
        order::tidy(names);
        names.truncate(MAX_NAMES);
    }
    found
}

/// The roles, with their heirs, and the entries that give or take something.
struct Owners {
    roles: Vec<bool>,
    entries: Vec<bool>,
}

impl Owners {
    #[inline(never)]
    fn of(map: &RoleMap, kind: Kind, permission: &str, probe: &Probe<'_>) -> Owners {
        let mut found = Owners { roles: vec![false; map.roles().names().len()], entries: vec![false; map.entries().list().len()] };
        map.grants.any(kind, permission, probe, &mut |grant| {
            match grant.owner {
                _ if grant.excepts(probe) => {}
                Owner::Role(place) => map.roles().heirs(place, &mut found.roles),
                Owner::Entry(place) | Owner::Group(place, _) => {
                    if let Some(mark) = found.entries.get_mut(place) {
                        *mark = true;
                    }
                }
            }
            false
        });
        found
    }

    fn role(&self, place: usize) -> bool {
        self.roles.get(place) == Some(&true)
    }

    #[inline(never)]
    fn entry(&self, place: usize, entry: &Entry) -> bool {
        self.entries.get(place) == Some(&true) || entry.roles.iter().any(|role| self.role(*role))
    }
}

/// The group of this entry whose captures would give exactly this permission.
fn by_capture(map: &RoleMap, place: usize, entry: &Entry, probe: &Probe<'_>) -> Option<String> {
    let template = entry.template.as_ref()?;
    let giving = map.grants_of(place).iter().filter(|grant| !grant.denies && grant.pattern.covers(probe));
    for grant in giving.take(MAX_NAMES) {
        let captures = captures(&grant.pattern, probe);
        let covers = |pattern: &Pattern| pattern.fill(&captures).is_some_and(|filled| filled.covers(probe));
        let denied = |other: &Grant| other.denies && covers(&other.pattern);
        if grant.except.iter().any(covers) || map.grants_of(place).iter().any(denied) {
            continue;
        }
        let mut group = String::from(template.head());
        for (name, after) in template.pieces() {
            match captures.iter().find(|(bound, _)| *bound == name) {
                Some((_, value)) => group.push_str(value),
                None => ["{", name, "}"].iter().for_each(|part| group.push_str(part)),
            }
            group.push_str(after);
        }
        return Some(group);
    }
    None
}

fn captures<'a>(pattern: &'a Pattern, probe: &Probe<'a>) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    for (segment, text) in pattern.segments().zip(probe) {
        if let (Some(name), Some(text)) = (segment.capture(), text) {
            found.push((name, *text));
        }
    }
    found
}
