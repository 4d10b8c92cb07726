//! Entries under `groups`: ignored ones that are not, and more than the provider sends.

use alloc::{collections::BTreeSet, string::ToString as _};

use super::people::People;
use crate::finding::{Findings, child, item_of};
use crate::policy::entries::{Class, Entry};
use crate::template::Template;

/// Ignored groups of which each is also matched by another entry.
pub fn ignored_but_given(people: &People<'_>, findings: &mut Findings) {
    let entries = people.map.entries();
    for (place, entry) in entries.list().iter().enumerate().filter(|(_, entry)| entry.ignore) {
        let Some(template) = entry.template.as_ref().filter(|_| people.goes_on(8)) else { continue };
        // Where nothing that the map names stands in the captures, only a template that takes everything there matches.
        let name = people.named(template, &[], 0);
        let exact = entries.of(Class::Exact, &name).iter().filter(|_| template.literal().is_some());
        let wide = entries.fitting(&name);
        let others = exact.chain(&wide).filter_map(|other| entries.list().get(*other));
        let given = others
            .take_while(|_| people.goes_on(1))
            .filter(|other| !other.ignore && people.goes_on(8))
            .find(|other| other.template.as_ref().is_some_and(|t| t.matches(&name).is_some()));
        if let Some(other) = given {
            people.warn(findings, "ignored_but_given", &child(&item_of("/groups", place), "ignore"), other.text());
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
    entry.template.as_ref().filter(|_| !entry.ignore).and_then(Template::literal)
}
