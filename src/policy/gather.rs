//! From names to grants: every matching entry, the roles it gives, and all that they inherit.

use alloc::{string::String, vec, vec::Vec};

use super::grant::Grant;
use super::grants::Filled;
use super::permission::{Pattern, is_permission};
use super::role_map::RoleMap;
use crate::names::{Diagnostic, Name, NameSet};

/// What was gathered so far.
pub(super) struct Gather<'a> {
    pub map: &'a RoleMap,
    pub roles: Vec<bool>,
    pub entries: Vec<bool>,
    pub applied: Vec<(usize, Option<usize>)>,
    pub token_roles: Vec<(usize, usize)>,
    pub allows: Vec<Filled<Grant>>,
    pub denies: Vec<Filled<Pattern>>,
    pub token_permissions: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Gather<'a> {
    pub fn new(map: &'a RoleMap) -> Gather<'a> {
        Gather {
            map,
            roles: vec![false; map.roles().list().len()],
            entries: vec![false; map.entries().list().len()],
            applied: Vec::new(),
            token_roles: Vec::new(),
            allows: Vec::new(),
            denies: Vec::new(),
            token_permissions: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The entries for every signed-in person.
    pub fn authenticated(&mut self) {
        self.map.entries().authenticated().iter().for_each(|entry| self.apply(*entry, None));
    }

    /// Every entry that matches the group.
    pub fn group(&mut self, at: usize, group: &Name) {
        let entries = self.map.entries();
        let exact = entries.exact(&group.value);
        exact.iter().for_each(|entry| self.apply(*entry, Some(at)));
        let mut known = !exact.is_empty();
        let mut rejected = false;
        for (entry, template) in entries.templates(&group.value) {
            if let Some(captures) = template.matches(&group.value) {
                known = true;
                self.apply(entry, Some(at));
                self.fill(entry, at, &captures);
            } else {
                rejected = rejected || template.rejects(&group.value);
            }
        }
        if !known {
            self.report(if rejected { "capture_rejected" } else { "unknown_group" }, group);
        }
    }

    /// A role that a token names.
    pub fn role(&mut self, at: usize, role: &Name) {
        match self.map.roles().find(&role.value) {
            Some(place) => {
                self.token_roles.push((place, at));
                self.hold(place);
            }
            None => self.report("unknown_role", role),
        }
    }

    /// Permissions that a token names: each for itself, wildcards are none (ruling R24).
    pub fn permissions(&mut self, permissions: &NameSet) {
        for name in &permissions.names {
            if is_permission(&name.value) && self.map.vocabulary().knows(&name.value) {
                self.token_permissions.push(name.value.clone());
            } else {
                self.report("bad_permission", name);
            }
        }
        self.token_permissions.sort_unstable();
    }

    fn apply(&mut self, entry: usize, group: Option<usize>) {
        self.applied.push((entry, group));
        let Some(mark) = self.entries.get_mut(entry) else { return };
        if !core::mem::replace(mark, true) {
            let given = self.map.entries().at(entry).map(|entry| entry.roles.as_slice());
            given.unwrap_or_default().iter().for_each(|role| self.hold(*role));
        }
    }

    fn hold(&mut self, role: usize) {
        self.map.roles().closure(role, &mut self.roles, |_| {});
    }

    fn fill(&mut self, entry: usize, group: usize, captures: &[(&str, &str)]) {
        let Some(body) = self.map.entries().at(entry).map(|entry| &entry.body) else { return };
        let allows = body.allow.iter().filter(|grant| !grant.is_closed()).filter_map(|grant| grant.fill(captures));
        self.allows.extend(allows.map(|what| Filled { entry, group, what }));
        let open = body.deny.iter().filter(|deny| deny.has_captures());
        self.denies.extend(open.filter_map(|deny| deny.fill(captures)).map(|what| Filled { entry, group, what }));
    }

    fn report(&mut self, code: &'static str, name: &Name) {
        self.diagnostics.push(Diagnostic { code, value: name.value.clone() });
    }
}
