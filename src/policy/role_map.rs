//! The role map: parsed once, valid ever after.

use alloc::{string::String, sync::Arc, vec, vec::Vec};

use super::canonical::digest;
use super::decision::Reason;
use super::entries::{Entries, Entry};
use super::grant::{Body, Grant};
use super::index::{HasPattern, Index};
use super::permission::{Pattern, is_permission};
use super::reader::{Pointer, fixed_object, object, report_duplicates};
use super::roles::Roles;
use super::vocabulary::Vocabulary;
use crate::finding::Findings;
use crate::json::Json;

/// The most permissions of one map.
pub const MAX_PERMISSIONS: usize = 10_000;

const PERMISSIONS: Pointer<'static> = Pointer::Key(&Pointer::Root, "permissions");
const KEYS: &[&str] = &["$schema", "version", "permissions", "roles", "groups", "claims", "routes", "landing"];

/// A map that was found to be without fault. INVARIANT: [`Draft::finish`] is its only maker.
#[derive(Clone, Debug)]
pub struct RoleMap {
    vocabulary: Vocabulary,
    roles: Roles,
    entries: Entries,
    pub(super) allows: Index<Posting<Grant>>,
    pub(super) denies: Index<Posting<Pattern>>,
    /// Denies with captures: which permission they deny depends on the group.
    pub(super) template_denies: Vec<Posting<Pattern>>,
    /// For each role, whether some entry under `groups` gives it.
    pub(super) from_groups: Vec<bool>,
    digest: String,
}

/// Who gives or takes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The role at this place.
    Role(usize),
    /// The entry under `groups` at this place.
    Entry(usize),
}

/// A grant or a deny without captures and its owner.
#[derive(Clone, Debug)]
pub(super) struct Posting<T> {
    pub owner: Owner,
    pub what: Arc<T>,
}

/// A map that may have faults, good for judging what else the file refers to, so that all faults are told at once.
pub struct Draft<'a> {
    root: &'a Json,
    vocabulary: Vocabulary,
    roles: Roles,
    entries: Entries,
}

impl<'a> Draft<'a> {
    /// Reads the file but for `claims`, `routes` and `landing`, and reports every fault; `None` for what is no object.
    pub fn read(root: &'a Json, findings: &mut Findings) -> Option<Draft<'a>> {
        report_duplicates(root, &Pointer::Root, findings);
        fixed_object(root, &Pointer::Root, KEYS, findings)?;
        read_head(root, findings);
        let vocabulary = read_permissions(root.field("permissions"), findings);
        let roles = Roles::parse(root.field("roles"), &vocabulary, findings);
        let entries = Entries::parse(root.field("groups"), &roles, &vocabulary, findings);
        Some(Draft { root, vocabulary, roles, entries })
    }

    /// The permissions that it declares.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Whether there is a role of this name, or `roles` cannot be read and nobody knows.
    pub fn knows_role(&self, name: &str) -> bool {
        self.roles.knows(name)
    }

    /// The map; `None` when anything was found in it.
    pub fn finish(self, findings: &Findings) -> Option<RoleMap> {
        findings.is_empty().then(|| RoleMap::assemble(self))
    }
}

impl RoleMap {
    /// Reads the whole file (`claims`, `routes` and `landing` are left to others) and reports every fault.
    pub fn parse(root: &Json, findings: &mut Findings) -> Option<RoleMap> {
        Draft::read(root, findings)?.finish(findings)
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
        if permission.contains(['*', '{', '}']) {
            return Some(Reason::PatternInCheck);
        }
        (!self.vocabulary.knows(permission)).then_some(Reason::UnknownPermission)
    }

    fn assemble(draft: Draft<'_>) -> RoleMap {
        let Draft { root, vocabulary, roles, entries } = draft;
        let mut allows = Vec::new();
        let mut denies = Vec::new();
        for (place, role) in roles.list().iter().enumerate() {
            post(Owner::Role(place), &role.body, &mut allows, &mut denies);
        }
        for (place, entry) in entries.list().iter().enumerate() {
            post(Owner::Entry(place), &entry.body, &mut allows, &mut denies);
        }
        allows.retain(|posting| posting.what.is_closed());
        let (denies, template_denies) = denies.into_iter().partition(|posting| !posting.what.has_captures());
        let from_groups = given_by(entries.list(), &roles);
        RoleMap {
            vocabulary,
            roles,
            entries,
            allows: Index::new(allows),
            denies: Index::new(denies),
            template_denies,
            from_groups,
            digest: digest(root),
        }
    }
}

impl HasPattern for Posting<Grant> {
    fn pattern(&self) -> &Pattern {
        &self.what.pattern
    }
}

impl HasPattern for Posting<Pattern> {
    fn pattern(&self) -> &Pattern {
        &self.what
    }
}

fn post(owner: Owner, body: &Body, allows: &mut Vec<Posting<Grant>>, denies: &mut Vec<Posting<Pattern>>) {
    allows.extend(body.allow.iter().map(|what| Posting { owner, what: Arc::clone(what) }));
    denies.extend(body.deny.iter().map(|what| Posting { owner, what: Arc::clone(what) }));
}

fn given_by(entries: &[Entry], roles: &Roles) -> Vec<bool> {
    let mut given = vec![false; roles.list().len()];
    for role in entries.iter().flat_map(|entry| &entry.roles) {
        roles.closure(*role, &mut given, |_| {});
    }
    given
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
    let mut names = Vec::with_capacity(members.len());
    for (name, words) in members {
        let pointer = || PERMISSIONS.key(name).written();
        if words.as_str().is_none() {
            findings.error("wrong_type", &pointer(), "");
        }
        match Pattern::without_wildcard(name) {
            Some(pattern) if is_permission(name) || !has_twins(&pattern) => names.push(pattern),
            Some(_) => findings.error_at_key("duplicate_capture", &pointer(), name),
            None => findings.error_at_key("bad_permission", &pointer(), name),
        }
    }
    Vocabulary::declared(names)
}

fn has_twins(pattern: &Pattern) -> bool {
    let mut names: Vec<&str> = pattern.captures().collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.last())
}
