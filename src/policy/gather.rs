//! From names to grants: every matching entry, the roles it gives, and all that they inherit.

use alloc::vec::Vec;

use super::entries::Class;
use super::grant::{Grant, Owner};
use super::grants::Grants;
use super::index::Index;
use super::permission::is_permission;
use super::role_map::RoleMap;
use crate::names::{Diagnostic, Name, Names};
use crate::order;

/// The bytes of names that are compared with templates, and of grants that are filled in for one person, at most: what everybody's
/// group would multiply by every template.
pub const MAX_WORK: usize = 64 * 1024 * 1024;

struct Work {
    left: usize,
    filled: Vec<Grant>,
}

impl Grants {
    /// Adds what the names of somebody who is signed in give.
    pub(super) fn gather(&mut self, map: &RoleMap, names: &Names) {
        let mut work = Work { left: MAX_WORK, filled: Vec::new() };
        for (at, group) in names.groups.names.iter().enumerate() {
            if work.left > 0 {
                self.group(map, at, group, &mut work);
            }
        }
        let filled = Index::new(work.filled);
        self.too_much = work.left == 0 || map.is_crowded(&filled);
        if !self.too_much {
            self.filled = filled;
        }
        for (at, role) in names.roles.names.iter().enumerate() {
            match map.roles().find(&role.value) {
                Some(place) => {
                    self.token_roles.push((place, Some(at)));
                    map.roles().closure(place, &mut self.roles);
                }
                None => self.report("unknown_role", &role.value),
            }
        }
        for entry in map.entries().of(Class::Authenticated, "") {
            self.apply(map, *entry, None);
        }
        // Each permission that a token names is there for itself, wildcards are none (ruling R24).
        for name in &names.permissions.names {
            if is_permission(&name.value) && map.vocabulary().knows(&name.value) {
                order::insert_text(&mut self.token_permissions, &name.value);
            } else {
                self.report("bad_permission", &name.value);
            }
        }
        self.diagnostics.extend_from_slice(&names.diagnostics);
        order::sort(&mut self.diagnostics, Diagnostic::cmp);
        self.diagnostics.dedup();
    }

    /// Every entry that matches the group.
    fn group(&mut self, map: &RoleMap, at: usize, group: &Name, work: &mut Work) {
        let entries = map.entries();
        let exact = entries.of(Class::Exact, &group.value);
        for entry in exact {
            self.apply(map, *entry, Some(at));
        }
        let mut known = !exact.is_empty();
        let mut rejected = false;
        for place in entries.fitting(&group.value) {
            let Some((entry, template)) = entries.list().get(place).and_then(|entry| Some((entry, entry.template.as_ref()?))) else {
                continue;
            };
            work.left = work.left.saturating_sub(group.value.len() + 32);
            if work.left == 0 {
                return;
            }
            if let Some(captures) = template.matches(&group.value) {
                known = true;
                self.apply(map, place, Some(at));
                work.left = work.left.saturating_sub(entry.weight);
                if entry.weight > 0 && work.left > 0 {
                    fill(map, place, at, &captures, &mut work.filled);
                }
            } else {
                rejected = rejected || template.rejects(&group.value);
            }
        }
        if !known {
            self.report(if rejected { "capture_rejected" } else { "unknown_group" }, &group.value);
        }
    }

    #[inline(never)]
    fn apply(&mut self, map: &RoleMap, entry: usize, group: Option<usize>) {
        self.applied.push((entry, group));
        let Some(mark) = self.entries.get_mut(entry) else { return };
        if !core::mem::replace(mark, true) {
            for role in map.roles_of(entry) {
                map.roles().closure(*role, &mut self.roles);
            }
        }
    }

    #[inline(never)]
    fn report(&mut self, code: &'static str, value: &str) {
        self.diagnostics.push(Diagnostic { code, value: value.into() });
    }
}

/// What the entry gives and takes for this group only.
fn fill(map: &RoleMap, entry: usize, group: usize, captures: &[(&str, &str)], filled: &mut Vec<Grant>) {
    for grant in map.grants_of(entry) {
        if grant.is_open()
            && let Some(grant) = grant.fill(Owner::Group(entry, group), captures)
        {
            filled.push(grant);
        }
    }
}
