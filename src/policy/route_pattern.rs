//! Patterns of routes: those of React Router's `matchRoutes` with one route, less what it reads in surprising ways (rulings R34, R35, R38).

use alloc::{string::String, vec::Vec};

use super::path::RequestPath;
use super::route_letters::Letters;

/// The most segments of a pattern.
pub const MAX_SEGMENTS: usize = 64;
/// The most optional segments of a pattern: each doubles the alternatives.
pub const MAX_OPTIONAL: usize = 6;
/// The longest name of a parameter, in characters.
pub const MAX_NAME: usize = 64;

/// A pattern, its optional segments spelled out.
#[derive(Clone, Debug)]
pub struct RoutePattern {
    text: String,
    names: Vec<String>,
    /// Best first: the order in which they are tried.
    alternatives: Vec<Alternative>,
}

/// A pattern without optional segments.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// One for each segment of a path.
    pub segments: Vec<Segment>,
    /// Whether `*` ends it.
    pub splat: bool,
}

/// One segment of an [`Alternative`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A literal, as it is compared ([`Letters::key`]).
    Literal(String),
    /// A parameter: its place in [`RoutePattern::names`].
    Param(usize),
}

impl RoutePattern {
    /// Reads a pattern. The error is the code of the finding: `bad_route_pattern` or `duplicate_capture`.
    pub fn parse(text: &str, letters: Letters) -> Result<Self, &'static str> {
        let (steps, splat) = steps(text).ok_or("bad_route_pattern")?;
        let mut names: Vec<String> = Vec::new();
        let mut segments = Vec::new();
        for step in &steps {
            segments.push(match step.text.strip_prefix(':') {
                Some(name) if names.iter().any(|known| known == name) => return Err("duplicate_capture"),
                Some(name) => {
                    names.push(name.into());
                    Segment::Param(names.len() - 1)
                }
                None => Segment::Literal(letters.key(step.text)),
            });
        }
        Ok(Self { text: text.into(), names, alternatives: spell_out(&steps, &segments, splat) })
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
        let param = self.names.iter().position(|known| known == name)?;
        let place = self.alternatives.get(alternative)?.segments.iter().position(|segment| *segment == Segment::Param(param))?;
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
        let covered = |(outer, inner): (&Segment, &Segment)| matches!(outer, Segment::Param(_)) || outer == inner;
        fits && (self.splat || !inner.splat) && self.segments.iter().zip(&inner.segments).all(covered)
    }

    /// React Router's score, less what all alternatives of a pattern share.
    fn score(&self) -> usize {
        self.segments.iter().map(|segment| if matches!(segment, Segment::Literal(_)) { 11 } else { 4 }).sum()
    }
}

struct Step<'a> {
    text: &'a str,
    optional: bool,
}

/// The segments before a final `*`, and whether there is one; `None` when the pattern is refused.
fn steps(text: &str) -> Option<(Vec<Step<'_>>, bool)> {
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
    let parts = rest.split('/').filter(|_| !rest.is_empty());
    let steps: Vec<Step<'_>> = parts.map(step).collect::<Option<_>>()?;
    let optional = steps.iter().filter(|step| step.optional).count();
    (steps.len() <= MAX_SEGMENTS && optional <= MAX_OPTIONAL).then_some((steps, splat))
}

fn step(part: &str) -> Option<Step<'_>> {
    let (text, optional) = part.strip_suffix('?').map_or((part, false), |text| (text, true));
    let good = match text.strip_prefix(':') {
        Some(name) => (1..=MAX_NAME).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')),
        None => !matches!(text, "" | "." | "..") && text.chars().all(is_literal),
    };
    good.then_some(Step { text, optional })
}

/// Whether `c` stands for itself in a pattern and can come out of a decoded path. Braces are refused: `{id}` is the
/// notation of permissions, and a rule that never matches protects nothing.
fn is_literal(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '*' | '?' | '#' | '%' | '\\' | '{' | '}' | '\u{feff}')
}

fn spell_out(steps: &[Step<'_>], segments: &[Segment], splat: bool) -> Vec<Alternative> {
    let mut tails: Vec<Vec<Segment>> = alloc::vec![Vec::new()];
    for (step, segment) in steps.iter().zip(segments).rev() {
        let mut longer: Vec<Vec<Segment>> = tails.clone();
        longer.iter_mut().for_each(|tail| tail.push(segment.clone()));
        if step.optional {
            longer.append(&mut tails);
        }
        tails = longer;
    }
    tails.iter_mut().for_each(|tail| tail.reverse());
    let mut list: Vec<Alternative> = tails.into_iter().map(|segments| Alternative { segments, splat }).collect();
    list.sort_by_key(|alternative| core::cmp::Reverse(alternative.score()));
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
        assert_eq!(parse("/a?".repeat(MAX_OPTIONAL)), Ok(1 << MAX_OPTIONAL));
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
