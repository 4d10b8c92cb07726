//! The roles of a map and what they inherit.

use alloc::{collections::BTreeMap, string::String, vec, vec::Vec};

use super::grant::{Body, BodyReader};
use super::permission::is_segment;
use super::reader::{Pointer, fixed_object, object, texts};
use super::vocabulary::Vocabulary;
use crate::finding::{Findings, child, item_of};
use crate::json::Json;

/// The most roles of one map.
pub const MAX_ROLES: usize = 5_000;
/// The most steps of `inherits` from one role to another.
pub const MAX_DEPTH: usize = 64;

const ROLES: Pointer<'static> = Pointer::Key(&Pointer::Root, "roles");

/// One role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// The roles it inherits directly, by their place.
    pub inherits: Vec<usize>,
    /// What it gives and takes itself.
    pub body: Body,
}

/// All roles, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    list: Vec<Role>,
    by_name: BTreeMap<String, usize>,
    /// Whether names can be looked up: not when `roles` itself could not be read.
    readable: bool,
}

impl Roles {
    /// The roles in the order of the file.
    pub fn list(&self) -> &[Role] {
        &self.list
    }

    /// The role at this place.
    pub fn at(&self, place: usize) -> Option<&Role> {
        self.list.get(place)
    }

    /// The place of the role of this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Marks `start` and everything that it inherits; `visit` is told each role once.
    pub fn closure(&self, start: usize, seen: &mut [bool], mut visit: impl FnMut(usize)) {
        let mut open = vec![start];
        while let Some(place) = open.pop() {
            let Some(mark) = seen.get_mut(place) else { continue };
            if !core::mem::replace(mark, true) {
                visit(place);
                open.extend(self.at(place).map(|role| role.inherits.as_slice()).unwrap_or_default());
            }
        }
    }

    /// Whether there is a role of this name, or `roles` cannot be read and nobody knows.
    pub fn knows(&self, name: &str) -> bool {
        !self.readable || self.find(name).is_some()
    }

    /// For each role that is or inherits `target`: the next role on the shortest way there (`target` for itself).
    pub fn toward(&self, target: usize) -> Vec<Option<usize>> {
        let mut heirs: Vec<Vec<usize>> = vec![Vec::new(); self.list.len()];
        for (place, role) in self.list.iter().enumerate() {
            for parent in &role.inherits {
                heirs.get_mut(*parent).into_iter().for_each(|list| list.push(place));
            }
        }
        let mut next: Vec<Option<usize>> = vec![None; self.list.len()];
        next.get_mut(target).into_iter().for_each(|slot| *slot = Some(target));
        let mut open = vec![target];
        let mut at = 0;
        while let Some(place) = open.get(at).copied() {
            for heir in heirs.get(place).map(Vec::as_slice).unwrap_or_default() {
                if let Some(slot @ None) = next.get_mut(*heir) {
                    *slot = Some(place);
                    open.push(*heir);
                }
            }
            at += 1;
        }
        next
    }

    /// The names on the way from `start` that [`Roles::toward`] tells.
    pub fn names_toward(&self, start: usize, toward: &[Option<usize>]) -> Vec<String> {
        let mut names = Vec::new();
        let mut place = start;
        while let (Some(role), Some(Some(next))) = (self.at(place), toward.get(place)) {
            names.push(role.name.clone());
            if *next == place {
                break;
            }
            place = *next;
        }
        names
    }

    /// Reads `roles`.
    pub fn parse(value: Option<&Json>, vocabulary: &Vocabulary, findings: &mut Findings) -> Roles {
        let mut roles = Roles { readable: true, ..Roles::default() };
        let Some(value) = value else { return roles };
        let members = object(value, &ROLES, findings).filter(|members| {
            let fits = members.len() <= MAX_ROLES;
            if !fits {
                findings.error("too_large", "/roles", "");
            }
            fits
        });
        let Some(members) = members else { return Roles::default() };
        for (name, _) in members {
            let next = roles.by_name.len();
            if !is_segment(name) {
                findings.error_at_key("bad_role_name", &child("/roles", name), name);
            }
            roles.by_name.entry(name.clone()).or_insert(next);
        }
        for (name, body) in members {
            if roles.find(name) == Some(roles.list.len()) {
                let role = roles.role(name, body, vocabulary, findings);
                roles.list.push(role);
            }
        }
        roles.report_cycles(value, findings);
        roles
    }

    fn role(&self, name: &str, value: &Json, vocabulary: &Vocabulary, findings: &mut Findings) -> Role {
        let pointer = ROLES.key(name);
        let mut role = Role { name: name.into(), inherits: Vec::new(), body: Body::default() };
        if fixed_object(value, &pointer, &["inherits", "allow", "deny"], findings).is_some() {
            role.inherits = self.references(value, "inherits", &pointer, findings);
            role.body = BodyReader { vocabulary, bound: Some(&[]), findings }.read(value, &pointer);
        }
        role
    }

    /// The roles that the array `owner.key` names.
    pub fn references(&self, owner: &Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Vec<usize> {
        let mut places = Vec::new();
        for (name, at) in texts(owner, key, pointer, findings) {
            match self.find(name) {
                Some(place) => places.push(place),
                None if self.readable => findings.error("unknown_role", &pointer.key(key).item(at).written(), name),
                None => {}
            }
        }
        places
    }

    /// Walks every chain of `inherits` without recursion: a cycle is reported at the edge that closes it, a chain that is too
    /// long where it begins to be.
    fn report_cycles(&self, roles: &Json, findings: &mut Findings) {
        let mut depths: Vec<Depth> = vec![Depth::Unseen; self.list.len()];
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for start in 0..self.list.len() {
            if depths.get(start) == Some(&Depth::Unseen) {
                set(&mut depths, start, Depth::Open);
                stack.push((start, 0));
            }
            while let Some((place, edge)) = stack.pop() {
                let Some(role) = self.at(place) else { continue };
                let Some(child) = role.inherits.get(edge).copied() else {
                    let depth = depth(role, &depths, findings);
                    set(&mut depths, place, depth);
                    continue;
                };
                stack.push((place, edge + 1));
                match depths.get(child) {
                    Some(Depth::Unseen) => {
                        set(&mut depths, child, Depth::Open);
                        stack.push((child, 0));
                    }
                    Some(Depth::Open) => report_edge(roles, role, self.at(child), findings),
                    _ => {}
                }
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Depth {
    Unseen,
    Open,
    Done(usize),
}

fn depth(role: &Role, depths: &[Depth], findings: &mut Findings) -> Depth {
    let below = role.inherits.iter().filter_map(|child| match depths.get(*child) {
        Some(Depth::Done(depth)) => Some(depth + 1),
        _ => None,
    });
    let depth = below.max().unwrap_or(0);
    if depth == MAX_DEPTH + 1 {
        findings.error("too_large", &inherits_of(role), &role.name);
    }
    Depth::Done(depth)
}

fn set(depths: &mut [Depth], place: usize, depth: Depth) {
    if let Some(slot) = depths.get_mut(place) {
        *slot = depth;
    }
}

fn inherits_of(role: &Role) -> String {
    child(&child("/roles", &role.name), "inherits")
}

fn report_edge(roles: &Json, role: &Role, parent: Option<&Role>, findings: &mut Findings) {
    let Some(parent) = parent else { return };
    let names = roles.field(&role.name).and_then(|body| body.field("inherits")).and_then(Json::as_list).unwrap_or_default();
    let edge = names.iter().position(|name| name.as_str() == Some(&parent.name)).unwrap_or(0);
    findings.error("role_cycle", &item_of(&inherits_of(role), edge), &parent.name);
}
