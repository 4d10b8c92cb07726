//! What a role or a group's entry gives and takes, as the map writes it.

use alloc::{string::String, vec::Vec};

use super::permission::{Pattern, Probe, not_one};
use super::reader::{Pointer, each, each_text, fixed_object, text};
use super::vocabulary::Vocabulary;
use crate::finding::Findings;
use crate::json::Json;
use crate::order;

/// The most exceptions of one grant: each check of a permission under it looks at all of them.
pub const MAX_EXCEPTIONS: usize = 64;

/// Who gives or takes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The role at this place.
    Role(usize),
    /// The entry under `groups` at this place.
    Entry(usize),
    /// The entry whose captures a group's name (by its place in the names) filled in.
    Group(usize, usize),
}

/// One grant: a pattern less its exceptions, for those who also hold the scopes. Or one deny, which has neither of both.
#[derive(Debug)]
pub struct Grant {
    /// Whose it is.
    pub owner: Owner,
    /// Whether it takes, whatever gives.
    pub denies: bool,
    /// What is given or taken.
    pub pattern: Pattern,
    /// What is left out.
    pub except: Vec<Pattern>,
    /// Scopes that are needed too, all of them.
    pub scopes: Vec<String>,
}

impl Grant {
    /// Whether it holds a capture: it means something else for every group.
    #[inline(never)]
    pub fn is_open(&self) -> bool {
        self.pattern.has_captures() || self.except.iter().any(Pattern::has_captures)
    }

    /// About how many bytes a copy of it takes.
    pub fn weight(&self) -> usize {
        let excepts = self.except.iter().map(|except| except.as_str().len() + 32);
        let scopes = self.scopes.iter().map(|scope| scope.len() + 32);
        128 + self.pattern.as_str().len() + excepts.chain(scopes).sum::<usize>()
    }

    /// The grant with its captures filled in for its new owner; `None` when one is not bound.
    pub fn fill(&self, owner: Owner, captures: &[(&str, &str)]) -> Option<Grant> {
        let mut except = Vec::new();
        for pattern in &self.except {
            except.push(pattern.fill(captures)?);
        }
        Some(Grant { owner, denies: self.denies, pattern: self.pattern.fill(captures)?, except, scopes: self.scopes.clone() })
    }

    /// Whether it is for one permission, for those that begin alike, for any, or for others with every group: 0 to 3.
    pub fn width(&self) -> usize {
        match &self.pattern {
            _ if self.is_open() => 3,
            pattern if pattern.is_literal() => 0,
            pattern => 1 + usize::from(pattern.first_literal().is_none()),
        }
    }

    /// Whether none of the scopes that it needs is missing among these, which are sorted.
    #[inline(never)]
    pub fn has_scopes(&self, scopes: &[String]) -> bool {
        self.scopes.iter().all(|scope| order::search_texts(scopes, scope).is_ok())
    }

    /// Whether an exception leaves the permission out.
    pub fn excepts(&self, probe: &Probe<'_>) -> bool {
        self.except.iter().any(|except| except.covers(probe))
    }
}

/// Reads `allow` and `deny`; captures must be among `bound`.
pub struct BodyReader<'a> {
    pub owner: Owner,
    pub vocabulary: &'a Vocabulary,
    /// `None` when the captures could not be read: then none is called unbound.
    pub bound: Option<&'a [&'a str]>,
}

impl BodyReader<'_> {
    /// Adds what a role or an entry at `pointer` gives and takes to `grants`.
    #[inline(never)]
    pub fn read(&self, value: &Json, pointer: &Pointer<'_>, findings: &mut Findings, grants: &mut Vec<Grant>) {
        for pattern in self.patterns(value, "deny", pointer, findings) {
            grants.push(Grant { owner: self.owner, denies: true, pattern, except: Vec::new(), scopes: Vec::new() });
        }
        each(value, "allow", pointer, findings, &mut |item, here, findings| {
            if let Some(grant) = self.grant(item, here, findings) {
                grants.push(grant);
            }
        });
    }

    fn grant(&self, item: &Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<Grant> {
        let key = pointer.key("grant");
        let (mut value, mut here) = (item, pointer);
        if item.as_str().is_none() {
            fixed_object(item, pointer, &["grant", "except", "requireScope"], findings)?;
            here = &key;
        }
        // A text has no members.
        let except = self.patterns(item, "except", pointer, findings);
        if except.len() > MAX_EXCEPTIONS {
            pointer.error_at("except", "too_large", "", findings);
        }
        let scopes = item.field("requireScope").map_or_else(Vec::new, |value| scopes(value, &pointer.key("requireScope"), findings));
        if item.as_str().is_none() {
            let Some(found) = item.field("grant") else {
                pointer.error("missing_key", "grant", findings);
                return None;
            };
            value = found;
        }
        let pattern = self.pattern(text(value, here, findings)?, here, findings)?;
        Some(Grant { owner: self.owner, denies: false, pattern, except, scopes })
    }

    #[inline(never)]
    fn patterns(&self, owner: &Json, key: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        each_text(owner, key, pointer, findings, &mut |text, here, findings| {
            if let Some(pattern) = self.pattern(text, here, findings) {
                patterns.push(pattern);
            }
        });
        patterns
    }

    #[inline(never)]
    fn pattern(&self, text: &str, pointer: &Pointer<'_>, findings: &mut Findings) -> Option<Pattern> {
        let Some(pattern) = Pattern::parse(text) else {
            pointer.error(not_one(text, "bad_grant"), text, findings);
            return None;
        };
        if let Some(name) = self.bound.and_then(|bound| pattern.unbound(bound)) {
            pointer.error("unbound_capture", name, findings);
        } else if !self.vocabulary.is_inside(&pattern) {
            pointer.error("unknown_permission", text, findings);
        }
        Some(pattern)
    }
}

/// One scope or a list of them, all needed (ruling R33).
fn scopes(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings) -> Vec<String> {
    let mut scopes = Vec::new();
    let Some(items) = value.as_list() else {
        scope(value, pointer, findings, &mut scopes);
        return scopes;
    };
    if items.is_empty() {
        pointer.error("empty_requirement", "", findings);
    }
    let before = findings.count();
    for (at, item) in items.iter().enumerate() {
        if !findings.are_enough(before) {
            scope(item, &pointer.item(at), findings, &mut scopes);
        }
    }
    scopes
}

#[inline(never)]
fn scope(value: &Json, pointer: &Pointer<'_>, findings: &mut Findings, scopes: &mut Vec<String>) {
    match text(value, pointer, findings) {
        Some(scope) if is_scope(scope) => scopes.push(scope.into()),
        Some(scope) => pointer.error("bad_value", scope, findings),
        None => {}
    }
}

/// A `scope-token` of RFC 6749 section 3.3.
fn is_scope(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\\'))
}
