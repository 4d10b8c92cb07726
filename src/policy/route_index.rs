//! Which patterns match a path: a tree of segments, so that a thousand rules cost what ten do.

use alloc::{string::String, vec::Vec};
use core::cmp::Ordering;

use super::path::RequestPath;
use super::route_letters::Letters;
use super::route_pattern::RoutePattern;
use crate::order;

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
    /// A literal as it is compared, [`PARAM`] or [`SPLAT`].
    key: String,
    /// The numbers of the nodes one segment on, sorted by key.
    next: Vec<usize>,
    /// The patterns that end here.
    ends: Vec<Hit>,
}

/// Stands for every segment that is not empty.
const PARAM: &str = "";
/// Stands for everything that may still come. A path's own `*` meets it only where the pattern matches anyway.
const SPLAT: &str = "*";

impl RouteIndex {
    /// An index without patterns.
    pub fn new(letters: Letters) -> Self {
        Self { letters, nodes: alloc::vec![Node::default()] }
    }

    /// Adds the pattern of the rule with the number `rule`, read with the same letters.
    pub fn insert(&mut self, rule: usize, pattern: &RoutePattern) {
        for (alternative, spelled) in pattern.alternatives().iter().enumerate() {
            let mut at = 0;
            for segment in &spelled.segments {
                at = self.grow(at, if segment.starts_with(':') { PARAM } else { segment });
            }
            if spelled.splat {
                at = self.grow(at, SPLAT);
            }
            if let Some(node) = self.nodes.get_mut(at) {
                node.ends.push(Hit { rule, alternative });
            }
        }
    }

    /// Every rule whose pattern matches, by number, each once.
    pub fn find(&self, path: &RequestPath<'_>) -> Vec<Hit> {
        let mut segments = Vec::new();
        for segment in path.segments() {
            segments.push(self.letters.key(segment));
        }
        let mut hits = Vec::new();
        self.walk(0, &segments, &mut hits);
        if hits.len() > 1 {
            order::sort(&mut hits, Hit::cmp);
            // Of a rule's alternatives the best remains.
            hits.dedup_by(|later, first| later.rule == first.rule);
        }
        hits
    }

    /// The numbers of the rules in whose pattern this one lies, sorted, itself too. Each step takes one from `work`; of an answer
    /// that was not finished, nothing counts.
    pub fn around(&self, pattern: &RoutePattern, work: &mut usize) -> Vec<usize> {
        let mut all: Option<Vec<usize>> = None;
        for alternative in pattern.alternatives() {
            let mut found = Vec::new();
            self.widen(0, &alternative.segments, alternative.splat, &mut found, work);
            order::sort(&mut found, usize::cmp);
            found.dedup();
            if let Some(known) = all {
                found.retain(|rule| order::search(known.len(), &mut |at| known.get(at).cmp(&Some(rule))).is_ok());
            }
            all = Some(found);
        }
        all.unwrap_or_default()
    }

    /// Adds the rules with an alternative that covers one that goes on from a node with `rest`.
    fn widen(&self, at: usize, rest: &[String], splat: bool, found: &mut Vec<usize>, work: &mut usize) {
        *work = work.saturating_sub(1);
        if *work == 0 {
            return;
        }
        if let Ok(wide) = self.child(at, SPLAT) {
            self.take_rules(wide, found, work);
        }
        let Some((first, rest)) = rest.split_first() else {
            if !splat {
                self.take_rules(at, found, work);
            }
            return;
        };
        for key in [first, PARAM] {
            // No literal is spelled as a parameter is.
            if let Ok(next) = self.child(at, key) {
                self.widen(next, rest, splat, found, work);
            }
        }
    }

    fn walk(&self, at: usize, rest: &[String], hits: &mut Vec<Hit>) {
        if let Ok(splat) = self.child(at, SPLAT) {
            self.take(splat, hits);
        }
        let Some((first, rest)) = rest.split_first() else { return self.take(at, hits) };
        if first.is_empty() {
            return;
        }
        for key in [first, PARAM] {
            if let Ok(next) = self.child(at, key) {
                self.walk(next, rest, hits);
            }
        }
    }

    fn take_rules(&self, at: usize, found: &mut Vec<usize>, work: &mut usize) {
        for hit in self.nodes.get(at).map(|node| node.ends.as_slice()).unwrap_or_default() {
            *work = work.saturating_sub(1);
            if *work > 0 {
                found.push(hit.rule);
            }
        }
    }

    /// Adds what ends at a node.
    fn take(&self, at: usize, hits: &mut Vec<Hit>) {
        hits.extend_from_slice(self.nodes.get(at).map(|node| node.ends.as_slice()).unwrap_or_default());
    }

    /// The node for `key` after the node `at`; else the place among its next ones where it belongs.
    fn child(&self, at: usize, key: &str) -> Result<usize, usize> {
        let next = self.nodes.get(at).map(|node| node.next.as_slice()).unwrap_or_default();
        let node = |place: usize| next.get(place).and_then(|number| self.nodes.get(*number));
        let found = order::search(next.len(), &mut |place| node(place).map_or(Ordering::Greater, |node| node.key.as_str().cmp(key)));
        found.map(|place| next.get(place).copied().unwrap_or(usize::MAX))
    }

    fn grow(&mut self, at: usize, key: &str) -> usize {
        let fresh = self.nodes.len();
        match self.child(at, key) {
            Ok(node) => node,
            Err(place) => {
                if let Some(node) = self.nodes.get_mut(at) {
                    node.next.insert(place, fresh);
                }
                self.nodes.push(Node { key: key.into(), ..Node::default() });
                fresh
            }
        }
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
