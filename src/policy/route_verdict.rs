//! What one rule says of one person. Verdicts join in any order to the same answer: `ROLE-MAP-RULINGS.md` section 5.

use alloc::{borrow::Cow, string::String};

use super::decision::{Outcome, Reason, RoleAnswer};
use super::path::RequestPath;
use super::route::Person;
use super::route_index::Hit;
use super::route_rule::{RoleNeed, Rule, StepUp};
use crate::time::UnixTime;

/// How far ahead of this clock `auth_time` may lie, in seconds (ruling R43).
const AHEAD: i64 = 60;

/// What a rule says, its `stepUp` left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// Names may be missing.
    Indeterminate(Reason),
    /// It does not hold.
    Refused(Reason),
}

impl Verdict {
    /// Both must hold: the worse of the two.
    #[must_use]
    pub fn and(self, other: Verdict) -> Verdict {
        if self.weight() >= other.weight() { self } else { other }
    }

    /// One must hold: the better of the two; of two refusals still the first of the list.
    #[must_use]
    pub fn or(self, other: Verdict) -> Verdict {
        match (self, other) {
            (Verdict::Refused(_), Verdict::Refused(_)) | (Verdict::Indeterminate(_), Verdict::Indeterminate(_)) => self.and(other),
            _ if self.weight() <= other.weight() => self,
            _ => other,
        }
    }

    fn weight(self) -> u8 {
        let rank = |list: &[Reason], reason: Reason| list.iter().rev().position(|known| *known == reason).unwrap_or(0);
        let (class, rank) = match self {
            Verdict::Holds => (0, 0),
            Verdict::Indeterminate(reason) => (1, rank(&STATES, reason)),
            Verdict::Refused(reason) => (2, rank(&REFUSALS, reason)),
        };
        class * 16 + u8::try_from(rank).unwrap_or(0)
    }
}

/// The worst state first (ruling R16).
const STATES: [Reason; 3] = [Reason::Overage, Reason::Unavailable, Reason::Malformed];

/// Of several refusals the first is said.
const REFUSALS: [Reason; 7] = [
    Reason::BadParam,
    Reason::UnknownPermission,
    Reason::ExplicitDeny,
    Reason::NoGrant,
    Reason::RoleMissing,
    Reason::ScopeMissing,
    Reason::StepUpImpossible,
];

impl Rule {
    /// What the rule says of a person who is signed in.
    pub fn judge(&self, hit: Hit, path: &RequestPath<'_>, person: &dyn Person) -> Verdict {
        let permission = |text: &String| match self.bind(text, hit, path) {
            Some(permission) => of_check(person.check(&permission)),
            None => Verdict::Refused(Reason::BadParam),
        };
        let role = |name: &String| of_role(person.role(name));
        let any = self.any.iter().map(permission).reduce(Verdict::or);
        let roles = match &self.roles {
            RoleNeed::None => None,
            RoleNeed::Any(names) => names.iter().map(role).reduce(Verdict::or),
            RoleNeed::All(names) => names.iter().map(role).reduce(Verdict::and),
        };
        let scopes = self.scopes.iter().find(|scope| !person.has_scope(scope)).map(|_| Verdict::Refused(Reason::ScopeMissing));
        self.all.iter().map(permission).chain(any).chain(roles).chain(scopes).fold(Verdict::Holds, Verdict::and)
    }

    /// `text` with `{id}` bound from the path; `None` when a value is missing or not a name.
    pub(super) fn bind<'t>(&self, text: &'t str, hit: Hit, path: &RequestPath<'_>) -> Option<Cow<'t, str>> {
        if !text.contains('{') {
            return Some(Cow::Borrowed(text));
        }
        let mut bound = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            let value = self.pattern.param(hit.alternative, name, path).filter(|value| is_name(value))?;
            bound.push_str(before);
            bound.push_str(value);
            rest = after;
        }
        bound.push_str(rest);
        Some(Cow::Owned(bound))
    }
}

/// What a capture may hold: it can never become a wildcard or a separator.
fn is_name(value: &str) -> bool {
    (1..=128).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

fn of_check((outcome, reason): (Outcome, Reason)) -> Verdict {
    match outcome {
        Outcome::Allowed => Verdict::Holds,
        Outcome::Denied => Verdict::Refused(reason),
        Outcome::Indeterminate | Outcome::Pending => Verdict::Indeterminate(reason),
    }
}

fn of_role(answer: RoleAnswer) -> Verdict {
    match answer {
        RoleAnswer::Held => Verdict::Holds,
        RoleAnswer::Missing => Verdict::Refused(Reason::RoleMissing),
        RoleAnswer::ExplicitDeny => Verdict::Refused(Reason::ExplicitDeny),
        RoleAnswer::Indeterminate(reason) => Verdict::Indeterminate(reason),
    }
}

impl StepUp {
    /// One authentication that satisfies both; `None` when there is none (ruling R42).
    pub fn merge(mut self, other: &StepUp) -> Option<StepUp> {
        self.max_age = self.max_age.into_iter().chain(other.max_age).min();
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
