//! Patterns of routes: those of React Router's `matchRoutes` with one route, less what it reads in surprising ways (rulings R34, R35, R38).

use alloc::{string::String, vec::Vec};

use super::path::RequestPath;
use super::route_letters::Letters;
use crate::template::is_capture_name;

/// The most segments of a pattern.
pub const MAX_SEGMENTS: usize = 64;
/// The most optional segments of a pattern: each doubles the alternatives.
pub const MAX_OPTIONAL: usize = 6;

/// A pattern, its optional segments spelled out.
#[derive(Clone, Debug, Default)]
pub struct RoutePattern {
    text: String,
    names: Vec<String>,
    /// Best first: the order in which they are tried.
    alternatives: Vec<Alternative>,
}

/// A pattern without optional segments.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// One for each segment of a path: a literal as it is compared ([`Letters::key`]), or `:` and the name of a parameter.
    pub segments: Vec<String>,
    /// Whether `*` ends it.
    pub splat: bool,
}

impl RoutePattern {
    /// Reads a pattern. The error is the code of the finding: `bad_route_pattern` or `duplicate_capture`.
    pub fn parse(text: &str, letters: Letters) -> Result<Self, &'static str> {
        let (mut steps, splat) = steps(text).ok_or("bad_route_pattern")?;
        let mut names: Vec<String> = Vec::new();
        for step in &mut steps {
            match step.text.strip_prefix(':') {
                Some(name) if names.iter().any(|known| known == name) => return Err("duplicate_capture"),
                Some(name) => names.push(name.into()),
                None => step.text = letters.key(&step.text),
            }
        }
        Ok(Self { text: text.into(), names, alternatives: spell_out(&steps, splat) })
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The names of its parameters, from the left.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The spelled-out alternatives, best first.
    pub fn alternatives(&self) -> &[Alternative] {
        &self.alternatives
    }

    /// How many segments all alternatives have together.
    pub fn spelled_out(&self) -> usize {
        self.alternatives.iter().map(|alternative| alternative.segments.len()).sum()
    }

    /// What `alternative` binds to the parameter `name` in a path that it matches.
    pub fn param<'p>(&self, alternative: usize, name: &str, path: &'p RequestPath<'_>) -> Option<&'p str> {
        let segments = &self.alternatives.get(alternative)?.segments;
        let place = segments.iter().position(|segment| segment.strip_prefix(':') == Some(name))?;
        path.segments().get(place).map(|value| &**value)
    }

    /// Whether this pattern lies strictly inside `other`: segment by segment, for every alternative, and not the other way round too.
    pub fn is_strictly_inside(&self, other: &RoutePattern) -> bool {
        self.is_inside(other) && !other.is_inside(self)
    }

    pub(super) fn is_inside(&self, other: &RoutePattern) -> bool {
        self.alternatives.iter().all(|mine| other.alternatives.iter().any(|outer| outer.covers(mine)))
    }
}

impl Alternative {
    fn covers(&self, inner: &Alternative) -> bool {
        let fits = if self.splat { inner.segments.len() >= self.segments.len() } else { inner.segments.len() == self.segments.len() };
        let covered = |(outer, inner): (&String, &String)| outer.starts_with(':') || outer == inner;
        fits && (self.splat || !inner.splat) && self.segments.iter().zip(&inner.segments).all(covered)
    }

    fn has_shape_of(&self, other: &Alternative) -> bool {
        let same = |(one, two): (&String, &String)| one == two || one.starts_with(':') && two.starts_with(':');
        self.segments.len() == other.segments.len() && self.segments.iter().zip(&other.segments).all(same)
    }

    /// React Router's score, less what all alternatives of a pattern share.
    fn score(&self) -> usize {
        self.segments.iter().map(|segment| if segment.starts_with(':') { 4 } else { 11 }).sum()
    }
}

struct Step {
    text: String,
    optional: bool,
}

/// The segments before a final `*`, and whether there is one; `None` when the pattern is refused.
fn steps(text: &str) -> Option<(Vec<Step>, bool)> {
    let rest = text.strip_prefix('/')?;
    let (rest, splat) = match rest.strip_suffix('*') {
        Some("") => ("", true),
        Some(before) => (before.strip_suffix('/')?, true),
        None => (rest.strip_suffix('/').unwrap_or(rest), false),
    };
    // `//` and `//*`: an empty segment that the two lines above would have taken for a trailing slash.
    if rest.is_empty() && text.len() > 2 || text == "//" {
        return None;
    }
    let mut steps = Vec::new();
    let mut optional = 0;
    for part in rest.split('/').filter(|_| !rest.is_empty()) {
        let step = step(part)?;
        optional += usize::from(step.optional);
        steps.push(step);
    }
    (steps.len() <= MAX_SEGMENTS && optional <= MAX_OPTIONAL).then_some((steps, splat))
}

fn step(part: &str) -> Option<Step> {
    let (text, optional) = part.strip_suffix('?').map_or((part, false), |text| (text, true));
    let good = match text.strip_prefix(':') {
        Some(name) => is_capture_name(name),
        None => !matches!(text, "" | "." | "..") && text.chars().all(is_literal),
    };
    good.then(|| Step { text: text.into(), optional })
}

/// Whether `c` stands for itself in a pattern and can come out of a decoded path. Braces are refused: `{id}` is the
/// notation of permissions, and a rule that never matches protects nothing.
fn is_literal(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '*' | '?' | '#' | '%' | '\\' | '{' | '}' | '\u{feff}')
}

/// Each optional segment is there or not; among equal scores those come first that have the leftmost one.
fn spell_out(steps: &[Step], splat: bool) -> Vec<Alternative> {
    let optional = steps.iter().filter(|step| step.optional).count();
    let mut list: Vec<Alternative> = Vec::new();
    for left_out in 0..1_usize << optional {
        let mut bit = 1_usize << optional;
        let mut segments = Vec::new();
        for step in steps {
            bit >>= usize::from(step.optional);
            if !step.optional || left_out & bit == 0 {
                segments.push(step.text.clone());
            }
        }
        let alternative = Alternative { segments, splat };
        // What one alternative takes, another of the same shape that comes before has taken.
        if list.iter().any(|known| known.has_shape_of(&alternative)) {
            continue;
        }
        let place = list.iter().position(|known| known.score() < alternative.score()).unwrap_or(list.len());
        list.insert(place, alternative);
    }
    list
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn pattern(text: &str) -> RoutePattern {
        RoutePattern::parse(text, Letters::Folded).unwrap()
    }

    #[test]
    fn patterns_that_mean_something_else_elsewhere_are_refused() {
        for bad in [
            "",
            "a",
            "*",
            "/a*",
            "/a/*/b",
            "/a/*/",
            "/**",
            "/*/",
            "/*?",
            "/a?b",
            "/a??",
            "/?",
            "/f/:n.pdf",
            "/:",
            "/:?",
            "/:x y",
            "/:é",
            "//a",
            "//",
            "//*",
            "/a//b",
            "/a//",
            "/a//*",
            "/%61",
            "/a/..",
            "/./a",
            "/a#b",
            "/a\\b",
            "/a b",
            "/a\n",
            "/{id}",
        ] {
            assert_eq!(RoutePattern::parse(bad, Letters::Folded).err(), Some("bad_route_pattern"), "{bad:?}");
        }
        for twins in ["/:x/:x", "/:x?/a/:x?"] {
            assert_eq!(RoutePattern::parse(twins, Letters::Folded).err(), Some("duplicate_capture"), "{twins}");
        }
        for good in ["/", "/*", "/a", "/a/", "/a/*", "/:a?/b?/:c", "/a:b", "/a.b?", "/é", "/...", "/a+(b)"] {
            assert!(RoutePattern::parse(good, Letters::Folded).is_ok(), "{good}");
        }
    }

    #[test]
    fn patterns_have_limits() {
        let parse = |text: String| RoutePattern::parse(&text, Letters::Folded).map(|p| p.alternatives().len());
        assert_eq!(parse("/a".repeat(MAX_SEGMENTS)), Ok(1));
        assert_eq!(parse("/a".repeat(MAX_SEGMENTS + 1)), Err("bad_route_pattern"));
        assert_eq!(parse("/a?/b?/c?/d?/e?/f?".into()), Ok(1 << MAX_OPTIONAL));
        assert_eq!(parse("/a?".repeat(MAX_OPTIONAL)), Ok(MAX_OPTIONAL + 1), "those of one shape are there once");
        assert_eq!(parse("/a?".repeat(MAX_OPTIONAL + 1)), Err("bad_route_pattern"));
        assert!(parse("/:".to_owned() + &"x".repeat(64)).is_ok());
        assert!(parse("/:".to_owned() + &"x".repeat(65)).is_err());
    }

    #[test]
    fn inside_is_segment_by_segment_and_strict() {
        for (inner, outer) in [
            ("/admin/help", "/admin/*"),
            ("/admin", "/admin/*"),
            ("/admin/*", "/*"),
            ("/", "/*"),
            ("/:x/*", "/*"),
            ("/a/b", "/a/:x"),
            ("/a/b", "/:x/:y"),
            ("/a/:x?", "/a/*"),
            ("/a", "/a/:x?"),
            ("/:a?", "/:a?/:b?"),
            ("/A/b", "/a/*"),
        ] {
            assert!(pattern(inner).is_strictly_inside(&pattern(outer)), "{inner} in {outer}");
            assert!(!pattern(outer).is_strictly_inside(&pattern(inner)), "{outer} not in {inner}");
        }
        for (a, b) in [
            ("/:x/help", "/admin/*"),
            ("/a", "/A/"),
            ("/a", "/a"),
            ("/:x", "/:y"),
            ("/a?/*", "/*"),
            ("/a/*", "/a/:x"),
            ("/a?/b", "/a/*"),
            ("/administrator", "/admin/*"),
            ("/a/:x", "/a/b"),
        ] {
            assert!(!pattern(a).is_strictly_inside(&pattern(b)), "{a} not in {b}");
        }
        let exact = |text| RoutePattern::parse(text, Letters::Exact).unwrap();
        assert!(!exact("/A/b").is_strictly_inside(&exact("/a/*")));
    }
}
