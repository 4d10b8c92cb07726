//! The role map: parsed once, valid ever after.

use alloc::{string::String, vec, vec::Vec};

use super::canonical::digest;
use super::decision::Reason;
use super::entries::Entries;
use super::forms::MAX_SHAPES;
use super::grant::Grant;
use super::index::Index;
use super::permission::{Pattern, is_permission, not_one};
use super::reader::{Pointer, fixed_object, object, report_duplicates};
use super::roles::Roles;
use super::some::MAX_TRIED;
use super::vocabulary::Vocabulary;
use crate::finding::Findings;
use crate::json::Json;
use crate::order;

/// The most permissions of one map.
pub const MAX_PERMISSIONS: usize = 10_000;

/// The most exceptions that are looked at where each permission that a map names is asked for: the exceptions of all grants of one
/// pattern for each shape, times the permissions.
pub const MAX_EXCEPTED: usize = 10_000_000;

const PERMISSIONS: Pointer<'static> = Pointer::top("permissions");
const KEYS: &[&str] = &["$schema", "version", "permissions", "roles", "groups", "claims", "routes", "landing"];

/// A map that was found to be without fault. INVARIANT: [`Draft::finish`] is its only maker.
#[derive(Debug)]
pub struct RoleMap {
    vocabulary: Vocabulary,
    roles: Roles,
    entries: Entries,
    /// What roles and entries give and take; what one entry does stands together.
    pub(super) grants: Index,
    /// For each role, whether some entry under `groups` gives it.
    pub(super) from_groups: Vec<bool>,
    /// How many permissions it names: those that it declares, gives and takes, and those that its rules ask for.
    named: usize,
    digest: String,
}

/// A map that may have faults, good for judging what else the file refers to, so that all faults are told at once.
pub struct Draft<'a> {
    root: &'a Json,
    vocabulary: Vocabulary,
    roles: Roles,
    entries: Entries,
    grants: Vec<Grant>,
}

impl<'a> Draft<'a> {
    /// Reads the file but for `claims`, `routes` and `landing`, and reports every fault; `None` for what is no object.
    pub fn read(root: &'a Json, findings: &mut Findings) -> Option<Draft<'a>> {
        report_duplicates(root, &Pointer::ROOT, findings.count(), findings);
        fixed_object(root, &Pointer::ROOT, KEYS, findings)?;
        read_head(root, findings);
        let mut grants = Vec::new();
        let vocabulary = read_permissions(root.field("permissions"), findings);
        let roles = Roles::parse(root.field("roles"), &vocabulary, &mut grants, findings);
        let entries = Entries::parse(root.field("groups"), &roles, &vocabulary, &mut grants, findings);
        Some(Draft { root, vocabulary, roles, entries, grants })
    }

    /// The permissions that it declares.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Whether there is a role of this name, or `roles` cannot be read and nobody knows.
    pub fn knows_role(&self, name: &str) -> bool {
        self.roles.knows(name)
    }

    /// The map, whose rules ask for so many permissions; `None` when anything was found in it.
    pub fn finish(self, asked: usize, findings: &mut Findings) -> Option<RoleMap> {
        if self.vocabulary.is_too_large() {
            findings.error("too_large", "/permissions", "");
        }
        let mut map = findings.is_empty().then(|| RoleMap::assemble(self))?;
        map.named += asked;
        if let Some(what) = map.excess() {
            findings.error("too_large", "", what);
            return None;
        }
        Some(map)
    }
}

impl RoleMap {
    /// Reads the whole file (`claims`, `routes` and `landing` are left to others) and reports every fault.
    pub fn parse(root: &Json, findings: &mut Findings) -> Option<RoleMap> {
        Draft::read(root, findings)?.finish(0, findings)
    }

    /// SHA-256 of the canonical JSON, lower-case hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The permissions that it declares.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Its roles.
    pub fn roles(&self) -> &Roles {
        &self.roles
    }

    /// Its entries under `groups`.
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Why this cannot be asked at all: a wildcard or brace, or no permission of the vocabulary (ruling R26).
    pub fn refuses(&self, permission: &str) -> Option<Reason> {
        if permission.bytes().any(|byte| matches!(byte, b'*' | b'{' | b'}')) {
            return Some(Reason::PatternInCheck);
        }
        (!self.vocabulary.knows(permission)).then_some(Reason::UnknownPermission)
    }

    /// The roles that the entry at this place gives.
    pub(super) fn roles_of(&self, entry: usize) -> &[usize] {
        self.entries.list().get(entry).map(|entry| entry.roles.as_slice()).unwrap_or_default()
    }

    /// What the entry at this place gives and takes.
    pub(super) fn grants_of(&self, entry: usize) -> &[Grant] {
        self.entries.list().get(entry).and_then(|entry| self.grants.list.get(entry.grants.clone())).unwrap_or_default()
    }

    /// What of it is too much for questions to be answered in time.
    fn excess(&self) -> Option<&'static str> {
        let mut tried = 0;
        if self.grants.shape_count() > MAX_SHAPES {
            Some("wildcards")
        } else if self.is_crowded(&Index::default()) {
            Some("except")
        } else if self.grants.any_allow(&mut |grant, _| {
            tried += self.tries(grant);
            tried > MAX_TRIED
        }) {
            Some("wildcards and captures")
        } else {
            None
        }
    }

    /// Whether permissions lie under too many grants of one pattern, each with other exceptions: of the map and of `filled`.
    pub(super) fn is_crowded(&self, filled: &Index) -> bool {
        (self.grants.crowd() + filled.crowd()).saturating_mul(self.named + filled.list.len()) > MAX_EXCEPTED
    }

    fn assemble(draft: Draft<'_>) -> RoleMap {
        let Draft { root, vocabulary, roles, entries, grants } = draft;
        let mut from_groups = vec![false; roles.names().len()];
        for entry in entries.list() {
            for role in &entry.roles {
                roles.closure(*role, &mut from_groups);
            }
        }
        let named = vocabulary.names().len() + grants.len();
        let mut map = RoleMap { vocabulary, roles, entries, grants: Index::new(grants), from_groups, named, digest: digest(root) };
        let mut entries = core::mem::take(&mut map.entries);
        entries.weigh(&map.grants.list, &|grant| map.tries(grant));
        map.entries = entries;
        map
    }
}

fn read_head(root: &Json, findings: &mut Findings) {
    match root.field("version") {
        None => findings.error("missing_key", "", "version"),
        Some(version) if version.as_integer() != Some(1) => findings.error("bad_version", "/version", ""),
        Some(_) => {}
    }
    if root.field("$schema").is_some_and(|schema| schema.as_str().is_none()) {
        findings.error("wrong_type", "/$schema", "");
    }
}

fn read_permissions(value: Option<&Json>, findings: &mut Findings) -> Vocabulary {
    let Some(members) = value.and_then(|value| object(value, &PERMISSIONS, findings)) else { return Vocabulary::default() };
    if members.len() > MAX_PERMISSIONS {
        findings.error("too_large", "/permissions", "");
        return Vocabulary::default();
    }
    let mut names = Vec::new();
    for (name, words) in members {
        let pointer = PERMISSIONS.key(name);
        if words.as_str().is_none() {
            pointer.error("wrong_type", "", findings);
        }
        match Pattern::without_wildcard(name) {
            Some(pattern) if is_permission(name) || !has_twins(&pattern) => names.push(pattern),
            found => {
                let code = if found.is_some() { "duplicate_capture" } else { not_one(name, "bad_permission") };
                findings.error_at_key(code, &pointer.written(), name);
            }
        }
    }
    Vocabulary::declared(names)
}

fn has_twins(pattern: &Pattern) -> bool {
    let names = pattern.captures();
    order::has_twins(names.len(), &|at| names.get(at).copied().unwrap_or_default())
}
