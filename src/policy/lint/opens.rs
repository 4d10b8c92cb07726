//! Where a rule stands, and what whoever comes there needs.

use alloc::{string::String, vec, vec::Vec};

use super::people::People;
use super::somebody::{Need, Somebody};
use crate::policy::decision::{Reason, RouteOutcome};
use crate::policy::meet::meet;
use crate::policy::path::RequestPath;
use crate::policy::permission::Pattern;
use crate::policy::route_index::Hit;
use crate::policy::route_need::Asked;
use crate::policy::route_pattern::{Alternative, RoutePattern};
use crate::policy::route_rule::Rule;
use crate::policy::route_table::Fallback;
use crate::time::UnixTime;

/// More paths than this are not tried for one pattern.
const MOST_PATHS: usize = 64;

/// A path and the rules that stand there, those that ask nothing left out.
pub struct Spot<'a> {
    path: String,
    pub standing: Vec<(&'a Rule, Hit)>,
}

impl<'a> Spot<'a> {
    /// `None` where no rule decides: routers differ on the path, or it is public before any rule.
    pub fn at(people: &People<'a>, path: String) -> Option<Spot<'a>> {
        let request = RequestPath::parse(&path).filter(|request| people.goes_on(16) && !people.routes.is_public_page(request, &[]))?;
        let hits = people.routes.matching(&request);
        people.goes_on(48 * hits.len());
        let rules = hits.iter().filter_map(|hit| Some((people.routes.rules().get(hit.rule)?, *hit)));
        let standing = rules.filter(|(rule, _)| !rule.public && people.routes.lifter(rule, &hits).is_none()).collect();
        Some(Spot { path, standing })
    }

    /// The hit of the rule with this number, if it stands here.
    pub fn hit(&self, rule: usize) -> Option<Hit> {
        self.standing.iter().map(|(_, hit)| *hit).find(|hit| hit.rule == rule)
    }

    /// Whether somebody satisfies this one rule here.
    pub fn holds_alone(&self, people: &People<'_>, rule: &Rule, hit: Hit) -> bool {
        let Some(path) = RequestPath::parse(&self.path) else { return true };
        let Some(needs) = needs(people, rule, hit, &path) else { return false };
        people.somebody(&needs, &|who| rule.judge(hit, &path, who) == Reason::Granted)
    }

    /// Whether somebody satisfies all rules that stand here.
    pub fn opens(&self, people: &People<'_>) -> bool {
        let Some(path) = RequestPath::parse(&self.path) else { return true };
        let all: Option<Vec<Vec<Need>>> = self.standing.iter().map(|(rule, hit)| needs(people, rule, *hit, &path)).collect();
        all.is_some_and(|needs| people.somebody(&needs.concat(), &|who| lets_in(people, &self.path, who)))
    }
}

/// Whether the person may be at `path`, by authenticating once more if need be.
pub fn lets_in(people: &People<'_>, path: &str, who: &Somebody<'_>) -> bool {
    let asked = RequestPath::parse(path).map_or(0, |request| people.routes.matching(&request).len());
    people.goes_on(48 * asked)
        && matches!(people.routes.decide(path, who, UnixTime::EPOCH, &[]).outcome, RouteOutcome::Allow | RouteOutcome::StepUp)
}

/// Whether anybody may be at `path`.
pub fn lets_anybody_in(people: &People<'_>, path: &str) -> bool {
    let Some(spot) = Spot::at(people, path.into()) else { return true };
    let is_matched = RequestPath::parse(path).is_some_and(|request| !people.routes.matching(&request).is_empty());
    if is_matched { spot.opens(people) } else { people.routes.fallback != Fallback::Deny }
}

/// What must be held so that the rule holds; `None` when nothing helps.
fn needs(people: &People<'_>, rule: &Rule, hit: Hit, path: &RequestPath<'_>) -> Option<Vec<Need>> {
    let mut needs = Vec::new();
    for asked in &rule.needs {
        let one = |name: &String| match asked.what {
            Asked::Permission => rule.bind(name, hit, path).map(Need::Permission),
            _ => Some(Need::Role(name.clone())),
        };
        match asked.what {
            Asked::Scope if people.has_scopes(&asked.names) => {}
            Asked::Scope | Asked::Acr => return None,
            _ if asked.all => needs.extend(asked.names.iter().map(one).collect::<Option<Vec<_>>>()?),
            _ => needs.push(Need::One(asked.names.iter().filter_map(one).collect())),
        }
    }
    Some(needs)
}

/// Paths of the rule's pattern that stand for all: parameters and what `*` takes are texts that nothing names, or texts that
/// grants name. `None` when these would be too many.
pub fn paths(people: &People<'_>, rule: &Rule) -> Option<Vec<String>> {
    let mut assignments: Vec<Vec<String>> = vec![Vec::new()];
    for (number, name) in rule.pattern.names().iter().enumerate() {
        let values = values(people, rule, name, number);
        if assignments.len() * values.len() > MOST_PATHS {
            return None;
        }
        let longer =
            |row: &Vec<String>| values.iter().map(|value| [row.as_slice(), core::slice::from_ref(value)].concat()).collect::<Vec<_>>();
        assignments = assignments.iter().flat_map(longer).collect();
    }
    let mut found = Vec::new();
    for alternative in rule.pattern.alternatives() {
        for row in &assignments {
            found.extend(tails(people, alternative).into_iter().map(|tail| spelled(rule, alternative, row, &tail)));
        }
    }
    Some(found)
}

fn values(people: &People<'_>, rule: &Rule, name: &str, number: usize) -> Vec<String> {
    let mut values = vec![people.fresh(90 + number.min(30))];
    let asked = rule.needs.iter().filter(|need| need.what == Asked::Permission).flat_map(|need| &need.names);
    for pattern in asked.filter_map(|text| Pattern::without_wildcard(text)) {
        let Some(place) = pattern.segments().position(|part| part.capture() == Some(name)) else { continue };
        for grant in people.allows().take_while(|_| people.goes_on(4)) {
            if values.len() > MOST_PATHS {
                break;
            }
            let settled = meet(&[&pattern, &grant.pattern]).and_then(|both| both.segments.get(place).copied().flatten());
            if let Some(text) = settled.filter(|text| !values.iter().any(|known| known == text)) {
                values.push(text.into());
            }
        }
    }
    values
}

fn tails(people: &People<'_>, alternative: &Alternative) -> Vec<Vec<String>> {
    let text = people.fresh(70);
    if alternative.splat { vec![vec![], vec![text.clone()], vec![text.clone(), text]] } else { vec![vec![]] }
}

fn spelled(rule: &Rule, alternative: &Alternative, values: &[String], tail: &[String]) -> String {
    let value = |name: &str| rule.pattern.names().iter().zip(values).find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let own = alternative.segments.iter().map(|segment| match segment.strip_prefix(':') {
        Some(name) => value(name).unwrap_or_default(),
        None => segment,
    });
    joined(own.chain(tail.iter().map(String::as_str)))
}

/// A path of both patterns for each pair of their alternatives that have one.
pub fn common_paths(people: &People<'_>, one: &RoutePattern, two: &RoutePattern) -> Vec<String> {
    people.goes_on(4 * one.alternatives().len() * two.alternatives().len());
    let pairs = one.alternatives().iter().flat_map(|mine| two.alternatives().iter().map(move |theirs| (mine, theirs)));
    pairs.filter_map(|(mine, theirs)| common(people, mine, theirs)).collect()
}

fn common(people: &People<'_>, one: &Alternative, two: &Alternative) -> Option<String> {
    let (short, long) = if one.segments.len() <= two.segments.len() { (one, two) } else { (two, one) };
    if short.segments.len() < long.segments.len() && !short.splat {
        return None;
    }
    let mut parts = Vec::with_capacity(long.segments.len());
    for (place, segment) in long.segments.iter().enumerate() {
        let literal = |segment: &&String| !segment.starts_with(':');
        parts.push(match (Some(segment).filter(literal), short.segments.get(place).filter(literal)) {
            (Some(mine), Some(theirs)) if mine != theirs => return None,
            (Some(text), _) | (_, Some(text)) => text.clone(),
            _ => people.fresh(90 + place.min(30)),
        });
    }
    Some(joined(parts.iter().map(String::as_str)))
}

fn joined<'s>(segments: impl Iterator<Item = &'s str>) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        path.push_str(segment);
    }
    if path.is_empty() { "/".into() } else { path }
}
