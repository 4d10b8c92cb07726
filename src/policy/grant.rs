//! What a role or a group's entry gives and takes, as the map writes it.

use alloc::{string::String, sync::Arc, vec::Vec};

use super::permission::{Pattern, Probe};
use super::reader::{Pointer, fixed_object, list, text, texts};
use super::vocabulary::Vocabulary;
use crate::finding::Findings;
use crate::json::Json;

/// One grant: a pattern less its exceptions, for those who also hold the scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What is given.
    pub pattern: Pattern,
    /// What is left out.
    pub except: Vec<Pattern>,
    /// Scopes that are needed too, all of them.
    pub scopes: Vec<String>,
}

impl Grant {
    /// Whether it holds no capture: it means the same whatever group brought it.
    pub fn is_closed(&self) -> bool {
        !self.pattern.has_captures() && self.except.iter().all(|except| !except.has_captures())
    }

    /// The grant with its captures filled in; `None` when one is not bound.
    pub fn fill(&self, captures: &[(&str, &str)]) -> Option<Grant> {
        let except = self.except.iter().map(|except| except.fill(captures)).collect::<Option<Vec<_>>>()?;
        Some(Grant { pattern: self.pattern.fill(captures)?, except, scopes: self.scopes.clone() })
    }

    /// Whether it gives the permission to somebody with these scopes.
    pub fn gives(&self, probe: &Probe<'_>, scopes: &[String]) -> bool {
        self.pattern.covers(probe) && self.stands(probe, scopes)
    }

    /// As [`Grant::gives`] where the pattern is known to cover.
    pub fn stands(&self, probe: &Probe<'_>, scopes: &[String]) -> bool {
        !self.except.iter().any(|except| except.covers(probe)) && self.scopes.iter().all(|scope| scopes.contains(scope))
    }
}

/// The grants and denies of one role or one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// What is given.
    pub allow: Vec<Arc<Grant>>,
    /// What is taken, whatever gives it.
    pub deny: Vec<Arc<Pattern>>,
}

/// Reads `allow` and `deny`; captures must be among `bound`.
pub struct BodyReader<'a> {
    pub vocabulary: &'a Vocabulary,
    /// `None` when the captures could not be read: then none is called unbound.
    pub bound: Option<&'a [&'a str]>,
    pub findings: &'a mut Findings,
}

impl BodyReader<'_> {
    /// The body of a role or an entry at `pointer`.
    pub fn read(&mut self, owner: &Json, pointer: &Pointer<'_>) -> Body {
        let deny = self.patterns(owner, "deny", pointer).into_iter().map(Arc::new).collect();
        let mut allow = Vec::new();
        if let Some(value) = owner.field("allow") {
            let pointer = pointer.key("allow");
            for (at, item) in list(value, &pointer, self.findings).unwrap_or_default().iter().enumerate() {
                allow.extend(self.grant(item, &pointer.item(at)).map(Arc::new));
            }
        }
        Body { allow, deny }
    }

    fn grant(&mut self, item: &Json, pointer: &Pointer<'_>) -> Option<Grant> {
        if let Some(text) = item.as_str() {
            return Some(Grant { pattern: self.pattern(text, pointer)?, except: Vec::new(), scopes: Vec::new() });
        }
        fixed_object(item, pointer, &["grant", "except", "requireScope"], self.findings)?;
        let except = self.patterns(item, "except", pointer);
        let scopes = item.field("requireScope").map_or_else(Vec::new, |value| self.scopes(value, &pointer.key("requireScope")));
        let Some(value) = item.field("grant") else {
            self.findings.error("missing_key", &pointer.written(), "grant");
            return None;
        };
        let here = pointer.key("grant");
        let text = text(value, &here, self.findings)?;
        Some(Grant { pattern: self.pattern(text, &here)?, except, scopes })
    }

    fn patterns(&mut self, owner: &Json, key: &str, pointer: &Pointer<'_>) -> Vec<Pattern> {
        let found = texts(owner, key, pointer, self.findings);
        let pointer = pointer.key(key);
        found.into_iter().filter_map(|(text, at)| self.pattern(text, &pointer.item(at))).collect()
    }

    fn pattern(&mut self, text: &str, pointer: &Pointer<'_>) -> Option<Pattern> {
        let Some(pattern) = Pattern::parse(text) else {
            self.findings.error("bad_grant", &pointer.written(), text);
            return None;
        };
        if let Some(name) = pattern.captures().find(|name| self.bound.is_some_and(|bound| !bound.contains(name))) {
            self.findings.error("unbound_capture", &pointer.written(), name);
        } else if !self.vocabulary.is_inside(&pattern) {
            self.findings.error("unknown_permission", &pointer.written(), text);
        }
        Some(pattern)
    }

    /// One scope or a list of them, all needed (ruling R33).
    fn scopes(&mut self, value: &Json, pointer: &Pointer<'_>) -> Vec<String> {
        let mut scopes = Vec::new();
        match value {
            Json::Text(scope) => self.scope(scope, pointer, &mut scopes),
            Json::List(items) => {
                if items.is_empty() {
                    self.findings.error("empty_requirement", &pointer.written(), "");
                }
                for (at, item) in items.iter().enumerate() {
                    let here = pointer.item(at);
                    if let Some(scope) = text(item, &here, self.findings) {
                        self.scope(scope, &here, &mut scopes);
                    }
                }
            }
            _ => self.findings.error("wrong_type", &pointer.written(), ""),
        }
        scopes
    }

    fn scope(&mut self, scope: &str, pointer: &Pointer<'_>, scopes: &mut Vec<String>) {
        if is_scope(scope) { scopes.push(scope.into()) } else { self.findings.error("bad_value", &pointer.written(), scope) }
    }
}

/// A `scope-token` of RFC 6749 section 3.3.
pub fn is_scope(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\\'))
}
