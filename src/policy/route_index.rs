//! Which patterns match a path: a tree of segments, so that a thousand rules cost what ten do.

use alloc::{string::String, vec::Vec};

use super::path::RequestPath;
use super::route_letters::Letters;
use super::route_pattern::{Alternative, RoutePattern, Segment};

/// The patterns of all rules.
#[derive(Clone, Debug)]
pub struct RouteIndex {
    letters: Letters,
    nodes: Vec<Node>,
}

/// A pattern that matches: the number of its rule, and the best of its alternatives that match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The number of the rule.
    pub rule: usize,
    /// Its place in [`RoutePattern::alternatives`].
    pub alternative: usize,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// Sorted by key.
    literals: Vec<(String, usize)>,
    param: Option<usize>,
    ends: Vec<Hit>,
    splats: Vec<Hit>,
}

impl RouteIndex {
    /// An index without patterns.
    pub fn new(letters: Letters) -> Self {
        Self { letters, nodes: alloc::vec![Node::default()] }
    }

    /// Adds the pattern of the rule with the number `rule`, read with the same letters.
    pub fn insert(&mut self, rule: usize, pattern: &RoutePattern) {
        for (alternative, spelled) in pattern.alternatives().iter().enumerate() {
            let end = self.grow(spelled);
            if let Some(node) = self.nodes.get_mut(end) {
                let hits = if spelled.splat { &mut node.splats } else { &mut node.ends };
                hits.push(Hit { rule, alternative });
            }
        }
    }

    /// Every rule whose pattern matches, by number, each once.
    pub fn find(&self, path: &RequestPath<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.walk(0, path.segments(), &mut hits);
        hits.sort_unstable();
        hits.dedup_by_key(|hit| hit.rule);
        hits
    }

    fn walk<S: AsRef<str>>(&self, at: usize, rest: &[S], hits: &mut Vec<Hit>) {
        let Some(node) = self.nodes.get(at) else { return };
        hits.extend_from_slice(&node.splats);
        let Some((first, rest)) = rest.split_first() else {
            hits.extend_from_slice(&node.ends);
            return;
        };
        let text = first.as_ref();
        if text.is_empty() {
            return;
        }
        if let Ok(found) = node.literals.binary_search_by(|(key, _)| self.letters.order(key, text)) {
            self.walk(node.literals.get(found).map_or(usize::MAX, |(_, next)| *next), rest, hits);
        }
        if let Some(next) = node.param {
            self.walk(next, rest, hits);
        }
    }

    /// The node at which `spelled` ends.
    fn grow(&mut self, spelled: &Alternative) -> usize {
        spelled.segments.iter().fold(0, |at, segment| {
            let fresh = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else { return at };
            let next = match segment {
                Segment::Param(_) => *node.param.get_or_insert(fresh),
                Segment::Literal(key) => match node.literals.binary_search_by(|(known, _)| known.as_str().cmp(key)) {
                    Ok(found) => node.literals.get(found).map_or(at, |(_, next)| *next),
                    Err(place) => {
                        node.literals.insert(place, (key.clone(), fresh));
                        fresh
                    }
                },
            };
            if next == fresh {
                self.nodes.push(Node::default());
            }
            next
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn index(patterns: &[&str], letters: Letters) -> (RouteIndex, Vec<RoutePattern>) {
        let patterns: Vec<_> = patterns.iter().map(|text| RoutePattern::parse(text, letters).unwrap()).collect();
        let mut index = RouteIndex::new(letters);
        for (rule, pattern) in patterns.iter().enumerate() {
            index.insert(rule, pattern);
        }
        (index, patterns)
    }

    fn rules(index: &RouteIndex, path: &str) -> Vec<usize> {
        index.find(&RequestPath::parse(path).unwrap()).iter().map(|hit| hit.rule).collect()
    }

    #[test]
    fn every_matching_pattern_is_found() {
        let (index, _) = index(&["/admin/*", "/*", "/", "/:x/help", "/admin/help", "/a?/b?", "/ADMIN/:y"], Letters::Folded);
        for (path, expected) in [
            ("/", vec![1, 2, 5]),
            ("/admin", vec![0, 1]),
            ("/Admin/HELP/", vec![0, 1, 3, 4, 6]),
            ("/admin//help", vec![0, 1]),
            ("//admin", vec![1]),
            ("/administrator", vec![1]),
            ("/b", vec![1, 5]),
            ("/a/b", vec![1, 5]),
            ("/b/a", vec![1]),
        ] {
            assert_eq!(rules(&index, path), expected, "{path}");
        }
    }

    #[test]
    fn the_best_alternative_binds_then_the_leftmost() {
        let (index, patterns) = index(&["/:a?/:b?", "/a?/:id", "/:x?/b?"], Letters::Folded);
        let bound = |rule: usize, name: &str, path: &str| {
            let path = RequestPath::parse(path).unwrap();
            let hit = index.find(&path).into_iter().find(|hit| hit.rule == rule)?;
            patterns[rule].param(hit.alternative, name, &path).map(str::to_owned)
        };
        assert_eq!(bound(0, "a", "/x"), Some("x".into()));
        assert_eq!(bound(0, "b", "/x"), None);
        assert_eq!(bound(1, "id", "/a/7"), Some("7".into()));
        assert_eq!(bound(1, "id", "/7"), Some("7".into()));
        assert_eq!(bound(2, "x", "/b"), None, "a literal scores more");
    }

    #[test]
    fn case_counts_when_the_map_says_so() {
        let (index, _) = index(&["/a/*", "/A/*"], Letters::Exact);
        assert_eq!(rules(&index, "/a/x"), [0]);
        assert_eq!(rules(&index, "/A/x"), [1]);
    }
}
