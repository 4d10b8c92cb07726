//! What roles and entries give and take: whether anybody can hold it, and whether it does anything.

use alloc::{collections::BTreeSet, string::String, vec, vec::Vec};

use super::people::People;
use super::somebody::Need;
use crate::finding::{Findings, child, item_of};
use crate::policy::grant::{Grant, Owner};
use crate::policy::index::Kind;
use crate::policy::meet::{Meet, meet};
use crate::policy::permission::{Pattern, Segment, probe};
use crate::policy::route_need::Asked;

/// At most so many names are told in one message.
const MOST_TOLD: usize = 5;

/// Roles that no group, no heir and no token gives.
pub fn unreachable_roles(people: &People<'_>, findings: &mut Findings) {
    for (_, name) in people.map.roles().names().iter().enumerate().filter(|(place, _)| !people.reaches(*place)) {
        findings.warning("unreachable_role", &child("/roles", name), name);
    }
}

/// Declared permissions of which nobody holds any.
pub fn unheld_permissions(people: &People<'_>, findings: &mut Findings) {
    for name in people.map.vocabulary().names() {
        let held = people.permissions(name).into_iter().any(|text| people.somebody(&[Need::Permission(text)], &|_| true));
        if !held {
            people.warn(findings, "unheld_permission", &child("/permissions", name.as_str()), name.as_str());
        }
    }
}

/// What is given and taken, grant by grant and deny by deny.
pub fn bodies(people: &People<'_>, findings: &mut Findings) {
    let asked = asked_roles(people);
    for (place, name) in people.map.roles().names().iter().enumerate() {
        let pointer = child("/roles", name);
        let owner = Owner::Role(place);
        if people.grants_of(owner).is_empty() && !people.map.roles().is_heir(place) && !asked.contains(&place) {
            findings.warning("empty_grant", &pointer, name);
        }
        body(people, owner, &pointer, findings);
    }
    for (place, entry) in people.map.entries().list().iter().enumerate() {
        let pointer = item_of("/groups", place);
        if !entry.ignore && entry.roles.is_empty() && entry.grants.is_empty() {
            findings.warning("empty_grant", &pointer, entry.text());
        }
        body(people, Owner::Entry(place), &pointer, findings);
    }
}

/// Roles that a rule or a landing entry asks for, and what they inherit: to be there is what these are for.
fn asked_roles(people: &People<'_>) -> BTreeSet<usize> {
    let routes = people.routes;
    let needs = routes.rules().iter().flat_map(|rule| &rule.needs).chain(routes.landing.iter().flat_map(|entry| &entry.needs));
    let names = needs.filter(|need| need.what == Asked::Role).flat_map(|need| &need.names);
    let mut seen = vec![false; people.map.roles().names().len()];
    for place in names.filter_map(|name| people.map.roles().find(name)) {
        people.map.roles().closure(place, &mut seen);
    }
    seen.iter().enumerate().filter(|(_, seen)| **seen).map(|(place, _)| place).collect()
}

fn body(people: &People<'_>, owner: Owner, pointer: &str, findings: &mut Findings) {
    let grants = people.grants_of(owner);
    let allow = child(pointer, "allow");
    let goes_on = |_: &_| people.goes_on(1 + pointer.len() / 16);
    for (at, grant) in grants.iter().filter(|grant| !grant.denies).enumerate().take_while(goes_on) {
        let here = item_of(&allow, at);
        if people.has_scopes(&grant.scopes) && gives(people, grant) {
            excepts(people, grant, &child(&here, "except"), findings);
        } else {
            people.warn(findings, "empty_grant", &here, grant.pattern.as_str());
        }
    }
    let deny = child(pointer, "deny");
    for (at, grant) in grants.iter().filter(|grant| grant.denies && people.reaches_owner(owner)).enumerate().take_while(goes_on) {
        let taken = taken(people, &grant.pattern);
        if !taken.is_empty() {
            people.warn(findings, "deny", &item_of(&deny, at), &told(&taken));
        }
    }
}

fn told(names: &[String]) -> String {
    let mut text = names.get(..MOST_TOLD.min(names.len())).unwrap_or_default().join(", ");
    if names.len() > MOST_TOLD {
        text.push_str(", …");
    }
    text
}

/// Whether some permission is left of the grant.
fn gives(people: &People<'_>, grant: &Grant) -> bool {
    let vocabulary = people.map.vocabulary();
    if !vocabulary.is_declared() {
        return leaves(people, grant, &[&grant.pattern]);
    }
    vocabulary.any_overlapping(&grant.pattern, &mut |name| !people.goes_on(32) || leaves(people, grant, &[&grant.pattern, name]))
}

/// Whether the exceptions leave something of what lies under all of `patterns`.
fn leaves(people: &People<'_>, grant: &Grant, patterns: &[&Pattern]) -> bool {
    let Some(found) = meet(patterns) else { return false };
    people.goes_on(grant.except.len() * if found.open { grant.except.len() } else { 1 });
    if !grant.is_open() {
        return probes(&found, &grant.except).iter().any(|probe| !grant.excepts(probe));
    }
    let segments = grant.pattern.segments().enumerate();
    let names: Vec<(&str, String)> = segments
        .filter_map(|(at, segment)| match segment {
            Segment::Capture(name) => {
                Some((name, found.segments.get(at).copied().flatten().map_or_else(|| people.fresh(at), String::from)))
            }
            _ => None,
        })
        .collect();
    let mut bound: Vec<(&str, &str)> = names.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let others = grant.except.iter().flat_map(Pattern::captures);
    let other = people.fresh(60);
    others.for_each(|name| {
        if !bound.iter().any(|(own, _)| *own == name) {
            bound.push((name, &other));
        }
    });
    let Some(filled) = grant.fill(grant.owner, &bound) else { return true };
    let narrower: Vec<&Pattern> = patterns.iter().skip(1).copied().chain([&filled.pattern]).collect();
    leaves(people, &filled, &narrower)
}

/// One permission for each length that `others` tell apart; `None` in it is a text that nothing names.
fn probes<'a>(found: &Meet<'a>, others: &[Pattern]) -> Vec<Vec<Option<&'a str>>> {
    let least = found.segments.len();
    let mut lengths = BTreeSet::from([least]);
    if found.open {
        let counts = others.iter().map(Pattern::segment_count);
        lengths.extend(counts.flat_map(|count| [count, count + 1]).filter(|length| *length > least));
        lengths.insert(lengths.last().copied().unwrap_or(least) + 1);
    }
    let resized = |length: usize| {
        let mut probe = found.segments.clone();
        probe.resize(length, None);
        probe
    };
    lengths.into_iter().map(resized).collect()
}

fn excepts(people: &People<'_>, grant: &Grant, pointer: &str, findings: &mut Findings) {
    let vocabulary = people.map.vocabulary();
    for (at, except) in grant.except.iter().enumerate() {
        let meets = match vocabulary.is_declared() {
            true => vocabulary.any_overlapping(except, &mut |name| !people.goes_on(32) || meet(&[&grant.pattern, except, name]).is_some()),
            false => meet(&[&grant.pattern, except]).is_some(),
        };
        let mut others = grant.except.iter().enumerate().filter(|(other, _)| *other != at);
        let shadowed = others.any(|(other, wider)| contains(wider, except) && (other < at || !contains(except, wider)));
        if !meets || shadowed {
            people.warn(findings, "except_without_effect", &item_of(pointer, at), except.as_str());
        }
    }
}

/// Whether every permission under `inner` lies under `outer`.
fn contains(outer: &Pattern, inner: &Pattern) -> bool {
    let (wide, narrow) = (outer.segment_count(), inner.segment_count());
    let fits = match (outer.has_rest(), inner.has_rest()) {
        (true, rest) => narrow + usize::from(rest) > wide,
        (false, true) => false,
        (false, false) => narrow == wide,
    };
    let mut inside = inner.segments().map(Some).chain(core::iter::repeat(None));
    fits && outer.segments().all(|segment| {
        let other = inside.next().flatten();
        segment == Segment::One || other == Some(segment)
    })
}

/// What the deny takes from people who are granted it: declared names, or patterns of grants where nothing is declared.
fn taken(people: &People<'_>, deny: &Pattern) -> Vec<String> {
    let map = people.map;
    let mut names: Vec<String> = Vec::new();
    if map.vocabulary().is_declared() {
        map.vocabulary().any_overlapping(deny, &mut |name| {
            if name.overlaps(deny) && is_granted(people, deny, name) {
                names.push(name.as_str().into());
            }
            !people.goes_on(8)
        });
    } else if people.sources.permissions {
        names.push(deny.as_str().into());
    } else {
        let taken = reached(people).filter(|grant| touches(people, grant, &[deny, &grant.pattern]));
        names.extend(taken.map(|grant| grant.pattern.as_str().into()));
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn is_granted(people: &People<'_>, deny: &Pattern, name: &Pattern) -> bool {
    if people.sources.permissions {
        return true;
    }
    if name.is_literal() {
        let probe = probe(name.as_str());
        let grants = &people.map.grants;
        let stands = |grant: &Grant| people.reaches_owner(grant.owner) && people.has_scopes(&grant.scopes);
        let any = |alike: &[usize]| alike.iter().filter_map(|at| grants.list.get(*at)).take_while(|_| people.goes_on(1)).any(stands);
        return grants.any_alike(Kind::Allow, name.as_str(), &probe, &mut |first, alike| !first.excepts(&probe) && any(alike))
            || people.open.iter().any(|(_, grant)| touches(people, grant, &[name, &grant.pattern]));
    }
    reached(people).any(|grant| touches(people, grant, &[name, deny, &grant.pattern]))
}

/// The grants that somebody has.
fn reached<'p, 'a: 'p>(people: &'p People<'a>) -> impl Iterator<Item = &'a Grant> + 'p {
    people.allows().take_while(|_| people.goes_on(4)).filter(|grant| people.reaches_owner(grant.owner))
}

/// Whether the grant gives something that lies under all of `patterns`.
fn touches(people: &People<'_>, grant: &Grant, patterns: &[&Pattern]) -> bool {
    people.goes_on(12 + grant.except.len() * grant.except.len())
        && people.has_scopes(&grant.scopes)
        && meet(patterns).is_some_and(|found| probes(&found, &grant.except).iter().any(|probe| !grant.excepts(probe)))
}
