//! The permissions that a map declares. A map that declares none knows every permission.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::permission::{Pattern, is_permission, probe};
use crate::order;

/// What permissions there are.
#[derive(Debug, Default)]
pub struct Vocabulary {
    declared: bool,
    names: Vec<Pattern>,
    /// Places of the names, those with captures last, the others sorted by text.
    places: Vec<usize>,
}

impl Vocabulary {
    /// The vocabulary of a map with `permissions`.
    pub fn declared(names: Vec<Pattern>) -> Vocabulary {
        let key = |at: usize| names.get(at).map(|name| (name.has_captures(), name.as_str()));
        let places = order::permutation(names.len(), &mut |a, b| key(a).cmp(&key(b)));
        Vocabulary { declared: true, names, places }
    }

    /// Whether the map has `permissions`.
    pub fn is_declared(&self) -> bool {
        self.declared
    }

    /// The declared names as written.
    pub fn names(&self) -> &[Pattern] {
        &self.names
    }

    /// Whether this is a permission, and one that the map knows.
    #[inline(never)]
    pub fn knows(&self, permission: &str) -> bool {
        let probe = probe(permission);
        is_permission(permission) && (!self.declared || self.any_overlapping(permission, &mut |name| name.covers(&probe)))
    }

    /// Whether some permission of the vocabulary lies under the pattern; `**` is always inside (ruling R7).
    pub fn is_inside(&self, pattern: &Pattern) -> bool {
        !self.declared || pattern.is_everything() || self.any_overlapping(pattern.as_str(), &mut |name| name.overlaps(pattern))
    }

    /// Whether `visit` says yes to a declared name; only names that may share a permission with the pattern are shown to it.
    #[inline(never)]
    pub fn any_overlapping(&self, pattern: &str, visit: &mut dyn FnMut(&Pattern) -> bool) -> bool {
        let settled = pattern.bytes().position(|byte| matches!(byte, b'*' | b'{'));
        // Of what is not settled, the first segment with its colon at least.
        let start = pattern.bytes().position(|byte| byte == b':').map_or(0, |colon| colon + 1);
        let prefix = settled.map_or(pattern, |settled| pattern.get(..start.min(settled)).unwrap_or_default());
        let literals = order::span(&self.places, &mut |at| match self.names.get(at) {
            Some(name) if !name.has_captures() => match settled {
                Some(_) if name.as_str().starts_with(prefix) => Ordering::Equal,
                _ => name.as_str().cmp(prefix),
            },
            _ => Ordering::Greater,
        });
        let templates = order::span(&self.places, &mut |at| self.names.get(at).map(Pattern::has_captures).cmp(&Some(true)));
        for places in [literals, templates] {
            for place in places {
                if self.names.get(*place).is_some_and(&mut *visit) {
                    return true;
                }
            }
        }
        false
    }

    /// Judges a permission that a rule or a landing asks for; its captures must be among `bound`. The error is a finding's code.
    pub fn check_reference(&self, text: &str, bound: &[&str]) -> Result<(), &'static str> {
        if text.contains('*') {
            return Err("pattern_in_check");
        }
        let pattern = Pattern::parse(text).ok_or("bad_permission")?;
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
    use crate::policy::permission::meet;
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
