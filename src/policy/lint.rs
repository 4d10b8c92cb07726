//! Lint: what a map that was accepted says and hardly means. In the tools build only.
//!
//! Whether somebody can is not guessed: people are made up, given groups, and asked about by the same code that decides.

mod entries;
mod givers;
mod grants;
mod names;
mod opens;
mod people;
mod rules;
mod somebody;

use super::role_map::RoleMap;
use super::route_table::RouteTable;
use crate::finding::{Findings, item_of};
use people::People;

/// What tokens bring besides groups, on either side, and how many groups the provider sends.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources {
    /// Whether tokens name roles.
    pub roles: bool,
    /// Whether tokens name permissions.
    pub permissions: bool,
    /// Whether tokens name scopes; without, nobody has any.
    pub scopes: bool,
    /// The most groups that the provider puts into a token, where that is known.
    pub most_groups: Option<usize>,
}

/// Adds every warning about the map.
pub fn lint(map: &RoleMap, routes: &RouteTable, sources: Sources, findings: &mut Findings) {
    let people = People::new(map, routes, sources);
    let parts: [fn(&People<'_>, &mut Findings); 10] = [
        grants::unreachable_roles,
        grants::unheld_permissions,
        grants::bodies,
        names::case_twins,
        names::ambiguous_captures,
        entries::ignored_but_given,
        entries::too_many_groups,
        rules::exceptions,
        rules::never_hold,
        rules::landings,
    ];
    for part in parts {
        people.afresh();
        part(&people, findings);
    }
}

fn rule_at(place: usize) -> alloc::string::String {
    item_of("/routes/rules", place)
}
