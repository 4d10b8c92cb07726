//! What one rule says of one person. Verdicts join in any order to the same answer: `ROLE-MAP-RULINGS.md` section 5.

use alloc::string::String;

use super::decision::{Reason, RouteOutcome};
use super::path::RequestPath;
use super::route::Person;
use super::route_index::Hit;
use super::route_rule::{Rule, StepUp};
use crate::template::is_captured;
use crate::time::UnixTime;

/// How far ahead of this clock `auth_time` may lie, in seconds (ruling R43).
const AHEAD: i64 = 60;

/// What a rule can say, from the best to the worst: it holds, names may be missing (ruling R16), it is refused.
const VERDICTS: [Reason; 12] = [
    Reason::Granted,
    Reason::Pending,
    Reason::Malformed,
    Reason::Unavailable,
    Reason::Overage,
    Reason::StepUpImpossible,
    Reason::ScopeMissing,
    Reason::RoleMissing,
    Reason::NoGrant,
    Reason::ExplicitDeny,
    Reason::UnknownPermission,
    Reason::BadParam,
];

fn rank(verdict: Reason) -> usize {
    VERDICTS.iter().position(|known| *known == verdict).unwrap_or(VERDICTS.len())
}

/// Both must hold: the worse of the two.
pub fn both(one: Reason, other: Reason) -> Reason {
    if rank(one) >= rank(other) { one } else { other }
}

/// One must hold: the better of the two; of two refusals still the worse.
pub fn either(one: Reason, other: Reason) -> Reason {
    let alike = outcome(one) == outcome(other);
    if alike == (rank(one) >= rank(other)) { one } else { other }
}

/// What a verdict means for a route.
pub fn outcome(verdict: Reason) -> RouteOutcome {
    match rank(verdict) {
        0 => RouteOutcome::Allow,
        1..=4 => RouteOutcome::Indeterminate,
        _ => RouteOutcome::Forbidden,
    }
}

impl Rule {
    /// What the rule says of a person who is signed in, its `stepUp` left aside.
    pub fn judge(&self, hit: Hit, path: &RequestPath<'_>, person: &dyn Person) -> Reason {
        let bind = |text: &str| self.bind(text, hit, path);
        self.needs.iter().fold(Reason::Granted, |verdict, need| both(verdict, need.judge(person, &bind)))
    }

    /// `text` with `{id}` bound from the path; `None` when a value is missing or could become a wildcard or a separator.
    pub(super) fn bind(&self, text: &str, hit: Hit, path: &RequestPath<'_>) -> Option<String> {
        let mut bound = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            bound.push_str(before);
            bound.push_str(self.pattern.param(hit.alternative, name, path).filter(|value| is_captured(value))?);
            rest = after;
        }
        bound.push_str(rest);
        Some(bound)
    }
}

impl StepUp {
    /// One authentication that satisfies both; `None` when there is none (ruling R42).
    pub fn merge(mut self, other: &StepUp) -> Option<StepUp> {
        self.max_age = match (self.max_age, other.max_age) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        if self.acr_values.is_empty() {
            self.acr_values.clone_from(&other.acr_values);
        } else if !other.acr_values.is_empty() {
            self.acr_values.retain(|value| other.acr_values.contains(value));
            if self.acr_values.is_empty() {
                return None;
            }
        }
        Some(self)
    }

    /// Why the person must authenticate again, if so.
    pub fn unmet(&self, person: &dyn Person, now: UnixTime) -> Option<Reason> {
        let acr_met = self.acr_values.is_empty() || person.acr().is_some_and(|acr| self.acr_values.iter().any(|value| value == acr));
        if !acr_met {
            return Some(Reason::AcrUnmet);
        }
        let max_age = self.max_age?;
        let age = person.auth_time().map(|at| now.seconds().saturating_sub(at));
        (!age.is_some_and(|age| (-AHEAD..=max_age).contains(&age))).then_some(Reason::AuthTooOld)
    }

    /// The first second at which a person who meets this now does not any more; `None` for never.
    pub fn runs_out(&self, person: &dyn Person) -> Option<UnixTime> {
        UnixTime::from_seconds(person.auth_time()?.saturating_add(self.max_age?).saturating_add(1))
    }
}
