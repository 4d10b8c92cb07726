//! Rules that nobody satisfies, exceptions and what they lift, landing entries that lead nowhere.

use alloc::{string::String, vec, vec::Vec};

use super::opens::{Spot, common_paths, lets_anybody_in, lets_in, paths};
use super::people::People;
use super::rule_at;
use super::somebody::Need;
use crate::finding::{Findings, child, item_of};
use crate::policy::route_need::Asked;
use crate::policy::route_rule::Rule;
use crate::policy::route_table::{Fallback, RouteTable};

/// At most so many paths are told in one message.
const MOST_TOLD: usize = 5;

/// Each exception with the rules that it lifts, or that it lifts none.
pub fn exceptions(people: &People<'_>, findings: &mut Findings) {
    let routes = people.routes;
    let rules = routes.rules();
    let mut freed: Vec<Vec<&str>> = vec![Vec::new(); rules.len()];
    for other in rules {
        for place in &other.lifted_by {
            if let (Some(rule), Some(freed)) = (rules.get(*place), freed.get_mut(*place))
                && frees(rule, other)
            {
                freed.push(other.pattern.as_str());
            }
        }
    }
    for (place, (rule, freed)) in rules.iter().zip(&freed).enumerate().filter(|(_, (rule, _))| rule.lifts()) {
        let pointer = child(&rule_at(place), if rule.public { "public" } else { "override" });
        if !freed.is_empty() {
            findings.warning("lifts_rules", &pointer, &told(freed));
        } else if rule.overrides || opens_nothing(routes, place, rule) {
            findings.warning("override_without_effect", &pointer, rule.pattern.as_str());
        }
    }
}

/// Whether somebody may be where only `rule`, which lifts the other, lets them.
fn frees(rule: &Rule, other: &Rule) -> bool {
    !other.public && (rule.public || other.asks_more())
}

/// Whether a public rule that lifts nothing leaves every path as it would be without it.
fn opens_nothing(routes: &RouteTable, place: usize, rule: &Rule) -> bool {
    let around = routes.around(rule);
    let mut others = around.iter().filter(|at| **at != place).filter_map(|at| Some((*at, routes.rules().get(*at)?)));
    routes.fallback == Fallback::Public || others.any(|(at, other)| !other.public || at < place || !other.pattern.is_inside(&rule.pattern))
}

fn told(paths: &[&str]) -> String {
    let mut text = paths.get(..MOST_TOLD.min(paths.len())).unwrap_or_default().join(", ");
    if paths.len() > MOST_TOLD {
        text.push_str(", …");
    }
    text
}

/// Rules that ask for what nobody has, by themselves or together with what stands on all of their paths.
pub fn never_hold(people: &People<'_>, findings: &mut Findings) {
    let rules = people.routes.rules();
    let spots: Vec<Vec<Spot<'_>>> = (0..rules.len()).map(|place| spots(people, place)).collect();
    let hold: Vec<bool> =
        rules.iter().zip(&spots).enumerate().map(|(place, (rule, spots))| holds_alone(people, place, rule, spots)).collect();
    for (place, (rule, spots)) in rules.iter().zip(&spots).enumerate() {
        if hold.get(place) == Some(&false) {
            people.warn(findings, "rule_never_holds", &rule_at(place), rule.pattern.as_str());
        } else if let Some(others) = against(people, place, rule, spots, &hold) {
            let paths: Vec<&str> = [rule.pattern.as_str()].into_iter().chain(others).collect();
            people.warn(findings, "rule_never_holds", &rule_at(place), &told(&paths));
        }
    }
}

/// Where the rule stands; nowhere when it asks nothing, or when that would take too long to find out.
fn spots<'a>(people: &People<'a>, place: usize) -> Vec<Spot<'a>> {
    let rule = people.routes.rules().get(place).filter(|rule| rule.asks_more());
    let paths = rule.and_then(|rule| paths(people, rule)).unwrap_or_default();
    let found = paths.into_iter().filter_map(|path| Spot::at(people, path));
    found.filter(|spot| spot.hit(place).is_some()).collect()
}

fn holds_alone(people: &People<'_>, place: usize, rule: &Rule, spots: &[Spot<'_>]) -> bool {
    let alone = |spot: &Spot<'_>| spot.hit(place).is_none_or(|hit| spot.holds_alone(people, rule, hit));
    spots.is_empty() || spots.iter().any(alone)
}

/// The rules against which this one never holds: each could hold by itself.
fn against<'a>(people: &People<'a>, place: usize, rule: &Rule, spots: &[Spot<'a>], hold: &[bool]) -> Option<Vec<&'a str>> {
    let can = |spot: &&Spot<'a>| spot.standing.iter().all(|(_, hit)| hold.get(hit.rule) != Some(&false));
    let spot = spots.iter().find(can)?;
    if spots.iter().any(|spot| spot.opens(people)) {
        return None;
    }
    let lifting = people.routes.rules().iter().filter(|other| other.public || other.overrides);
    people.goes_on(people.routes.rules().len());
    let narrow = lifting.flat_map(|other| common_paths(people, &rule.pattern, &other.pattern));
    let mut elsewhere = narrow.filter_map(|path| Spot::at(people, path)).filter(|spot| spot.hit(place).is_some());
    if elsewhere.any(|spot| spot.opens(people)) {
        return None;
    }
    Some(spot.standing.iter().filter(|(_, hit)| hit.rule != place).map(|(other, _)| other.pattern.as_str()).collect())
}

/// Landing entries whose target stays shut to those that they are for.
pub fn landings(people: &People<'_>, findings: &mut Findings) {
    for (place, entry) in people.routes.landing.iter().enumerate() {
        let own = |name: &String, asked| if asked == Asked::Role { Need::OwnRole(name.clone()) } else { Need::Permission(name.clone()) };
        let needs: Vec<Need> = entry.needs.iter().flat_map(|need| need.names.iter().map(move |name| own(name, need.what))).collect();
        let opens = if needs.is_empty() {
            lets_anybody_in(people, &entry.to)
        } else {
            people.somebody(&needs, &|who| lets_in(people, &entry.to, who))
        };
        if !opens {
            people.warn(findings, "landing_never_opens", &item_of("/landing", place), &entry.to);
        }
    }
}
