//! Names that people confuse, and captures that can be read in two ways.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use super::people::People;
use crate::finding::{Findings, child, item_of};
use crate::policy::entries::Entry;
use crate::policy::grant::Grant;
use crate::policy::permission::{Pattern, is_segment};
use crate::template::MAX_CAPTURE;

/// Permissions, roles or groups whose names differ only in upper and lower case.
pub fn case_twins(people: &People<'_>, findings: &mut Findings) {
    let map = people.map;
    let permissions = map.vocabulary().names().iter().map(|name| (child("/permissions", name.as_str()), shape(name), name.as_str()));
    report(permissions.collect(), findings);
    let roles = map.roles().names().iter().map(|name| (child("/roles", name), name.clone(), name.as_str()));
    report(roles.collect(), findings);
    let groups = map.entries().list().iter().enumerate();
    report(groups.map(|(at, entry)| (child(&item_of("/groups", at), "match"), form(entry), entry.text())).collect(), findings);
}

/// `(pointer, what is compared, name)`: of names that are equal but for case, each but the first is reported with the first.
fn report(names: Vec<(String, String, &str)>, findings: &mut Findings) {
    let mut known: BTreeMap<String, (String, &str)> = BTreeMap::new();
    for (pointer, compared, name) in names {
        let (first, spelled) = known.entry(compared.to_lowercase()).or_insert_with(|| (compared.clone(), name));
        if *first != compared {
            let mut both = String::from(*spelled);
            both.push_str(", ");
            both.push_str(name);
            findings.warning("case_twins", &pointer, &both);
        }
    }
}

/// The name with every capture alike: what it is called tells nothing apart.
fn shape(name: &Pattern) -> String {
    let parts: Vec<&str> = name.as_str().split(':').map(|part| if is_segment(part) { part } else { "{}" }).collect();
    parts.join(":")
}

fn form(entry: &Entry) -> String {
    let Some(template) = &entry.template else { return entry.text().into() };
    let mut text = String::from(template.head());
    for (_, after) in template.captures() {
        text.push_str("{}");
        text.push_str(after);
    }
    text
}

/// Captures that may hold the text that ends them while another follows, so that one name can be read in two ways. Only where it
/// matters: what one of the two holds is used.
pub fn ambiguous_captures(people: &People<'_>, findings: &mut Findings) {
    let map = people.map;
    for (at, entry) in map.entries().list().iter().enumerate() {
        let Some(template) = &entry.template else { continue };
        let captures: Vec<(&str, &str)> = template.captures().collect();
        let used = |name: &str| uses(map.grants_of(at), name);
        for pair in captures.windows(2) {
            let [(name, after), (next, _)] = pair else { continue };
            if after.len() + 2 <= MAX_CAPTURE && is_segment(after) && (used(name) || used(next)) {
                findings.warning("ambiguous_capture", &child(&item_of("/groups", at), "match"), &["{", name, "}", after].concat());
            }
        }
    }
}

fn uses(grants: &[Grant], capture: &str) -> bool {
    let mut patterns = grants.iter().flat_map(|grant| grant.except.iter().chain([&grant.pattern]));
    patterns.any(|pattern| pattern.captures().contains(&capture))
}
