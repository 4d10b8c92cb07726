//! The roles of a map and what they inherit.

use alloc::{string::String, vec, vec::Vec};

use super::grant::{BodyReader, Grant, Owner};
use super::permission::is_segment;
use super::reader::{Pointer, each_text, fixed_object, object};
use super::vocabulary::Vocabulary;
use crate::finding::Findings;
use crate::json::Json;
use crate::order;

/// The most roles of one map.
pub const MAX_ROLES: usize = 5_000;
/// The most steps of `inherits` from one role to another.
pub const MAX_DEPTH: usize = 64;

const ROLES: Pointer<'static> = Pointer::top("roles");
/// No place.
const NOWHERE: usize = usize::MAX;

/// For each role, other roles by their place.
type Graph = Vec<Vec<usize>>;

/// All roles by their place in the file.
#[derive(Debug, Default)]
pub struct Roles {
    names: Vec<String>,
    /// Their places, sorted by name.
    sorted: Vec<usize>,
    /// What each inherits directly.
    inherits: Graph,
    /// What inherits each directly.
    heirs: Graph,
    /// Whether names can be looked up: not when `roles` itself could not be read.
    readable: bool,
}

impl Roles {
    /// The names in the order of the file.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The place of the role of this name.
    #[inline(never)]
    pub fn find(&self, name: &str) -> Option<usize> {
        order::span(&self.sorted, &mut |at| self.name(at).cmp(name)).first().copied()
    }

    /// Marks `start` and everything that it inherits.
    pub fn closure(&self, start: usize, seen: &mut [bool]) {
        reach(&self.inherits, start, seen);
    }

    /// Marks `start` and everything that inherits it.
    pub fn heirs(&self, start: usize, seen: &mut [bool]) {
        reach(&self.heirs, start, seen);
    }

    /// Whether the role at this place inherits any.
    #[cfg(feature = "tools")]
    pub fn is_heir(&self, place: usize) -> bool {
        !edges(&self.inherits, place).is_empty()
    }

    /// Whether there is a role of this name, or `roles` cannot be read and nobody knows.
    pub fn knows(&self, name: &str) -> bool {
        !self.readable || self.find(name).is_some()
    }

    /// The shortest ways to `target` for all roles at once.
    #[inline(never)]
    pub fn toward(&self, target: usize) -> Ways {
        let mut next = vec![NOWHERE; self.names.len()];
        set(&mut next, target, target);
        let mut open = vec![target];
        let mut at = 0;
        while let Some(place) = open.get(at).copied() {
            for heir in edges(&self.heirs, place) {
                if next.get(*heir) == Some(&NOWHERE) {
                    set(&mut next, *heir, place);
                    open.push(*heir);
                }
            }
            at += 1;
        }
        Ways(next)
    }

    /// The names on the way from `start`, both ends too; none where there is no way.
    #[inline(never)]
    pub fn names_on(&self, ways: &Ways, start: usize) -> Vec<String> {
        let mut names = Vec::new();
        let mut place = start;
        while let Some(next) = ways.0.get(place).copied().filter(|next| *next != NOWHERE) {
            names.push(self.name(place).into());
            if next == place {
                break;
            }
            place = next;
        }
        names
    }

    /// Reads `roles`; what they give and take is added to `grants`.
    pub fn parse(value: Option<&Json>, vocabulary: &Vocabulary, grants: &mut Vec<Grant>, findings: &mut Findings) -> Roles {
        let mut roles = Roles { readable: true, ..Roles::default() };
        let Some(value) = value else { return roles };
        let members = object(value, &ROLES, findings).unwrap_or_default();
        if members.len() > MAX_ROLES {
            findings.error("too_large", "/roles", "");
        }
        if members.len() > MAX_ROLES || value.as_object().is_none() {
            return Roles::default();
        }
        let twins = order::twins(members.len(), &|at| members.get(at).map_or("", |(name, _)| name));
        let mut bodies = Vec::new();
        for (at, (name, body)) in members.iter().enumerate() {
            if !is_segment(name) {
                findings.error_at_key("bad_role_name", &ROLES.key(name).written(), name);
            }
            if twins.get(at) == Some(&0) {
                roles.names.push(name.clone());
                bodies.push(body);
            }
        }
        roles.sorted = order::permutation(roles.names.len(), &mut |a, b| roles.name(a).cmp(roles.name(b)));
        for (place, body) in bodies.iter().enumerate() {
            let inherits = roles.role(place, body, vocabulary, grants, findings);
            roles.inherits.push(inherits);
        }
        roles.heirs = turned(&roles.inherits);
        roles.report_cycles(&bodies, findings);
        roles
    }

    fn role(&self, place: usize, body: &Json, vocabulary: &Vocabulary, grants: &mut Vec<Grant>, findings: &mut Findings) -> Vec<usize> {
        let pointer = ROLES.key(self.name(place));
        if fixed_object(body, &pointer, &["inherits", "allow", "deny"], findings).is_none() {
            return Vec::new();
        }
        BodyReader { owner: Owner::Role(place), vocabulary, bound: Some(&[]) }.read(body, &pointer, findings, grants);
        self.references(body, "inherits", &pointer, findings)
    }

    /// The roles that the array `owner.key` names.
    #[inline(never)]
    pub fn references(&self, owner: &Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Vec<usize> {
        let mut places = Vec::new();
        each_text(owner, key, pointer, findings, &mut |name, here, findings| match self.find(name) {
            Some(place) => places.push(place),
            None if self.readable => here.error("unknown_role", name, findings),
            None => {}
        });
        places
    }

    fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// Walks every chain of `inherits` without recursion: a cycle is reported at the edge that closes it, a chain that is too
    /// long where it begins to be.
    fn report_cycles(&self, bodies: &[&Json], findings: &mut Findings) {
        let mut depths = vec![UNSEEN; self.names.len()];
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for start in 0..self.names.len() {
            if depths.get(start) == Some(&UNSEEN) {
                set(&mut depths, start, OPEN);
                stack.push((start, 0));
            }
            while let Some((place, edge)) = stack.pop() {
                let Some(parent) = edges(&self.inherits, place).get(edge).copied() else {
                    let depth = self.depth(place, &depths, findings);
                    set(&mut depths, place, depth);
                    continue;
                };
                stack.push((place, edge + 1));
                match depths.get(parent) {
                    Some(&UNSEEN) => {
                        set(&mut depths, parent, OPEN);
                        stack.push((parent, 0));
                    }
                    Some(&OPEN) => self.report_edge(place, parent, bodies, findings),
                    _ => {}
                }
            }
        }
    }

    fn depth(&self, place: usize, depths: &[usize], findings: &mut Findings) -> usize {
        let mut depth = DONE;
        for parent in edges(&self.inherits, place) {
            let below = depths.get(*parent).copied().unwrap_or(OPEN);
            if below != OPEN {
                depth = depth.max(below + 1);
            }
        }
        if depth == DONE + MAX_DEPTH + 1 {
            ROLES.key(self.name(place)).key("inherits").error("too_large", self.name(place), findings);
        }
        depth
    }

    fn report_edge(&self, place: usize, parent: usize, bodies: &[&Json], findings: &mut Findings) {
        let names = bodies.get(place).and_then(|body| body.field("inherits")).and_then(Json::as_list).unwrap_or_default();
        let edge = names.iter().position(|name| name.as_str() == Some(self.name(parent))).unwrap_or(0);
        ROLES.key(self.name(place)).key("inherits").item(edge).error("role_cycle", self.name(parent), findings);
    }
}

/// For each role the next one on the shortest way to a target; itself for the target.
pub struct Ways(Vec<usize>);

/// What a walk knows of a role: nothing, that it is on the way here, or from [`DONE`] on the depth below it.
const UNSEEN: usize = 0;
const OPEN: usize = 1;
const DONE: usize = 2;

#[inline(never)]
fn reach(graph: &Graph, start: usize, seen: &mut [bool]) {
    if edges(graph, start).is_empty() {
        if let Some(mark) = seen.get_mut(start) {
            *mark = true;
        }
        return;
    }
    let mut open = vec![start];
    while let Some(place) = open.pop() {
        let Some(mark) = seen.get_mut(place) else { continue };
        if !core::mem::replace(mark, true) {
            open.extend_from_slice(edges(graph, place));
        }
    }
}

fn turned(graph: &Graph) -> Graph {
    let mut turned = Graph::new();
    graph.iter().for_each(|_| turned.push(Vec::new()));
    for (from, edges) in graph.iter().enumerate() {
        for to in edges {
            if let Some(edges) = turned.get_mut(*to) {
                edges.push(from);
            }
        }
    }
    turned
}

fn edges(graph: &Graph, place: usize) -> &[usize] {
    graph.get(place).map(Vec::as_slice).unwrap_or_default()
}

fn set(slots: &mut [usize], place: usize, value: usize) {
    if let Some(slot) = slots.get_mut(place) {
        *slot = value;
    }
}
