//! The permissions that a map declares. A map that declares none knows every permission.

use alloc::vec::Vec;
use core::sync::atomic::{AtomicUsize, Ordering};

use super::forms::{Forms, MAX_SHAPES};
use super::permission::{Pattern, is_permission, not_one, probe};

/// What permissions there are.
#[derive(Debug, Default)]
pub struct Vocabulary {
    declared: bool,
    names: Vec<Pattern>,
    forms: Forms,
    /// How many names may still be looked at.
    left: AtomicUsize,
}

/// The most names that all patterns with wildcards of one map are compared with together, where the beginning of a pattern and its form
/// do not tell.
pub const MAX_COMPARED: usize = 1_000_000;

impl Vocabulary {
    /// The vocabulary of a map with `permissions`.
    pub fn declared(names: Vec<Pattern>) -> Vocabulary {
        let forms = Forms::new(names.iter().enumerate().map(|(place, name)| (place, name, [].as_slice())).collect());
        Vocabulary { declared: true, names, forms, left: AtomicUsize::new(MAX_COMPARED) }
    }

    /// Whether the map has `permissions`.
    pub fn is_declared(&self) -> bool {
        self.declared
    }

    /// Whether it, or what it was compared with, is more than a map may hold.
    pub fn is_too_large(&self) -> bool {
        self.declared && (self.left.load(Ordering::Relaxed) == 0 || self.forms.shape_count() > MAX_SHAPES)
    }

    /// The declared names as written.
    pub fn names(&self) -> &[Pattern] {
        &self.names
    }

    /// Whether this is a permission, and one that the map knows.
    #[inline(never)]
    pub fn knows(&self, permission: &str) -> bool {
        is_permission(permission) && (!self.declared || self.has(permission))
    }

    fn has(&self, permission: &str) -> bool {
        let name = |at: usize| self.names.get(at);
        !self.forms.literals(permission, false, &name).is_empty()
            || self.forms.shape_count() > 0 && self.forms.any_covering(permission, &probe(permission), &name, &mut |_| true)
    }

    /// Whether some permission of the vocabulary lies under the pattern; `**` is always inside (ruling R7).
    pub fn is_inside(&self, pattern: &Pattern) -> bool {
        if !self.declared || pattern.is_everything() {
            return true;
        }
        if pattern.is_literal() {
            return self.has(pattern.as_str());
        }
        self.any_overlapping(pattern, &mut |name| {
            let left = self.left.load(Ordering::Relaxed).saturating_sub(1);
            self.left.store(left, Ordering::Relaxed);
            left == 0 || name.overlaps(pattern)
        })
    }

    /// Whether `visit` says yes to a declared name; only names that may share a permission with the pattern are shown to it.
    #[inline(never)]
    pub fn any_overlapping(&self, pattern: &Pattern, visit: &mut dyn FnMut(&Pattern) -> bool) -> bool {
        self.any_open(pattern, visit) || self.any_literal(pattern, visit)
    }

    /// The same for the names with captures only.
    #[inline(never)]
    pub fn any_open(&self, pattern: &Pattern, visit: &mut dyn FnMut(&Pattern) -> bool) -> bool {
        let name = |at: usize| self.names.get(at);
        self.forms.any_meeting(pattern, &name, &mut |places| places.iter().filter_map(|place| name(*place)).any(&mut *visit))
    }

    /// The same for the names without captures only.
    #[inline(never)]
    pub fn any_literal(&self, pattern: &Pattern, visit: &mut dyn FnMut(&Pattern) -> bool) -> bool {
        let name = |at: usize| self.names.get(at);
        let text = pattern.as_str();
        let settled = text.bytes().position(|byte| matches!(byte, b'*' | b'{'));
        let begin = settled.map_or(text, |end| text.get(..end).unwrap_or_default());
        self.forms.literals(begin, settled.is_some(), &name).iter().filter_map(|place| name(*place)).any(visit)
    }

    /// At most so many names with captures share a permission with the pattern; at least one for each shape that is looked at.
    pub fn count_open(&self, pattern: &Pattern) -> usize {
        let mut count = self.forms.shape_count();
        self.forms.any_meeting(pattern, &|at| self.names.get(at), &mut |places| {
            count += places.len();
            false
        });
        count
    }

    /// Judges a permission that a rule or a landing asks for; its captures must be among `bound`. The error is a finding's code.
    pub fn check_reference(&self, text: &str, bound: &[&str]) -> Result<(), &'static str> {
        if text.as_bytes().contains(&b'*') {
            return Err("pattern_in_check");
        }
        let pattern = Pattern::parse(text).ok_or_else(|| not_one(text, "bad_permission"))?;
        if pattern.unbound(bound).is_some() {
            return Err("unbound_capture");
        }
        if self.is_inside(&pattern) { Ok(()) } else { Err("unknown_permission") }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::policy::meet::meet;
    use alloc::string::String;

    fn vocabulary(names: &[&str]) -> Vocabulary {
        Vocabulary::declared(names.iter().map(|name| Pattern::without_wildcard(name).unwrap()).collect())
    }

    #[test]
    fn inside_means_that_some_permission_is_under_both() {
        let words = vocabulary(&["project:{id}:read", "admin:users", "admin-x:y"]);
        for inside in [
            "**",
            "project:**",
            "project:*:read",
            "*:*:read",
            "project:a:read",
            "project:{x}:read",
            "{a}:{b}:{c}",
            "admin:*",
            "*:users",
            "*:**",
        ] {
            assert!(words.is_inside(&Pattern::parse(inside).unwrap()), "{inside}");
        }
        for outside in ["{kind}:list", "*:read", "admin", "admin:users:**", "project:a:write", "a:**", "*", "project:a:read:**"] {
            assert!(!words.is_inside(&Pattern::parse(outside).unwrap()), "{outside}");
        }
    }

    #[test]
    fn to_overlap_is_to_meet() {
        let texts = ["a", "b", "*", "{x}", "a:b", "*:b", "a:*", "{x}:b", "a:**", "*:**", "**", "a:b:**", "a:b:c", "{x}:*:c", "*:*:**"];
        let all: Vec<Pattern> = texts.iter().map(|text| Pattern::parse(text).unwrap()).collect();
        for one in &all {
            for two in &all {
                assert_eq!(one.overlaps(two), meet(&[one, two]).is_some(), "{} {}", one.as_str(), two.as_str());
            }
        }
    }

    #[test]
    fn a_reference_is_a_bound_permission_of_the_vocabulary() {
        let words = vocabulary(&["project:{id}:read", "a"]);
        assert_eq!(words.check_reference("project:{p}:read", &["p"]), Ok(()));
        assert_eq!(words.check_reference("project:{p}:read", &[]), Err("unbound_capture"));
        assert_eq!(words.check_reference("project:*:read", &[]), Err("pattern_in_check"));
        assert_eq!(words.check_reference("a:{", &[]), Err("bad_permission"));
        assert_eq!(words.check_reference("", &[]), Err("bad_permission"));
        assert_eq!(words.check_reference("b", &[]), Err("unknown_permission"));
        assert_eq!(Vocabulary::default().check_reference("b", &[]), Ok(()));
    }

    #[test]
    fn a_capture_takes_at_most_128_bytes() {
        let words = vocabulary(&["p:{id}"]);
        let mut long = String::from("p:");
        long.push_str(&"x".repeat(128));
        assert!(words.knows(&long));
        long.push('x');
        assert!(!words.knows(&long) && !words.is_inside(&Pattern::parse(&long).unwrap()));
    }
}
