//! The permissions that a map declares. A map that declares none knows every permission.

use alloc::{string::String, vec::Vec};

use super::permission::{Pattern, is_permission, probe};

/// What permissions there are.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    declared: bool,
    /// Sorted by text.
    literals: Vec<Pattern>,
    templates: Vec<Pattern>,
}

impl Vocabulary {
    /// The vocabulary of a map with `permissions`.
    pub fn declared(names: Vec<Pattern>) -> Vocabulary {
        let (mut literals, templates): (Vec<_>, Vec<_>) = names.into_iter().partition(Pattern::is_literal);
        literals.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
        Vocabulary { declared: true, literals, templates }
    }

    /// Whether the map has `permissions`.
    pub fn is_declared(&self) -> bool {
        self.declared
    }

    /// The declared names: first those without captures, sorted, then the others as written.
    pub fn names(&self) -> impl Iterator<Item = &Pattern> {
        self.literals.iter().chain(&self.templates)
    }

    /// Whether this is a permission, and one that the map knows.
    pub fn knows(&self, permission: &str) -> bool {
        if self.has_literal(permission) {
            return true;
        }
        is_permission(permission) && (!self.declared || self.templates.iter().any(|name| name.covers(&probe(permission))))
    }

    /// Whether some permission of the vocabulary lies under the pattern; `**` is always inside (ruling R7).
    pub fn is_inside(&self, pattern: &Pattern) -> bool {
        !self.declared
            || pattern.is_everything()
            || pattern.is_literal() && self.has_literal(pattern.as_str())
            || self.templates.iter().any(|name| name.overlaps(pattern))
            || !pattern.is_literal() && self.under_prefix(pattern).iter().any(|name| name.overlaps(pattern))
    }

    /// The declared names that share a permission with `pattern`.
    pub fn overlapping<'a>(&'a self, pattern: &'a Pattern) -> impl Iterator<Item = &'a Pattern> {
        self.under_prefix(pattern).iter().chain(&self.templates).filter(|name| name.overlaps(pattern))
    }

    /// Judges a permission that a rule or a landing asks for; its captures must be among `bound`. The error is a finding's code.
    pub fn check_reference(&self, text: &str, bound: &[&str]) -> Result<(), &'static str> {
        if text.contains('*') {
            return Err("pattern_in_check");
        }
        let pattern = Pattern::without_wildcard(text).ok_or("bad_permission")?;
        if pattern.captures().any(|name| !bound.contains(&name)) {
            return Err("unbound_capture");
        }
        if self.is_inside(&pattern) { Ok(()) } else { Err("unknown_permission") }
    }

    fn has_literal(&self, permission: &str) -> bool {
        self.literals.binary_search_by(|name| name.as_str().cmp(permission)).is_ok()
    }

    fn under_prefix(&self, pattern: &Pattern) -> &[Pattern] {
        let Some(first) = pattern.first_literal() else { return &self.literals };
        let mut prefix = String::from(first);
        if pattern.segment_count() > 1 || pattern.has_rest() {
            prefix.push(':');
        }
        let start = self.literals.partition_point(|name| name.as_str() < prefix.as_str());
        let found = self.literals.get(start..).unwrap_or_default();
        let end = found.partition_point(|name| name.as_str().starts_with(&prefix));
        found.get(..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::policy::permission::meet;

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
