//! Entries under `groups`: ignored ones that are not, and more than the provider sends.

use alloc::{collections::BTreeSet, string::ToString as _};

use super::people::People;
use crate::finding::{Findings, child, item_of};
use crate::policy::entries::{Entry, Match};
use crate::template::Template;

/// Ignored groups of which each is also matched by another entry.
pub fn ignored_but_given(people: &People<'_>, findings: &mut Findings) {
    let entries = people.map.entries();
    for (place, entry) in entries.list().iter().enumerate().filter(|(_, entry)| entry.ignore) {
        let Match::Group(template) = &entry.matches else { continue };
        // Where nothing that the map names stands in the captures, only a template that takes everything there matches.
        let name = people.named(template, &[], 0);
        let exact = entries.exact(&name).iter().copied().filter(|_| template.literal().is_some());
        let wide = entries.templates(&name).filter(|(_, template)| template.matches(&name).is_some()).map(|(place, _)| place);
        let given = exact.chain(wide).filter_map(|other| entries.at(other)).find(|other| !other.ignore);
        if let Some(other) = given {
            findings.warning("ignored_but_given", &child(&item_of("/groups", place), "ignore"), &other.text);
        }
    }
}

/// More groups by name than the provider puts into a token.
pub fn too_many_groups(people: &People<'_>, findings: &mut Findings) {
    let Some(most) = people.sources.most_groups else { return };
    let names: BTreeSet<&str> = people.map.entries().list().iter().filter_map(group).collect();
    if names.len() > most {
        findings.warning("too_many_groups", "/groups", &[names.len().to_string(), most.to_string()].join(" > "));
    }
}

fn group(entry: &Entry) -> Option<&str> {
    match &entry.matches {
        Match::Group(template) if !entry.ignore => Template::literal(template),
        _ => None,
    }
}
