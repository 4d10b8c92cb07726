//! What the rules say of a path: every matching rule must hold, unless a narrower one lifts it.

use alloc::vec::Vec;

use super::decision::{Outcome, Reason, RoleAnswer, RouteOutcome};
use super::path::RequestPath;
use super::route_index::Hit;
use super::route_rule::{Rule, StepUp};
use super::route_table::{Fallback, RouteTable};
use super::route_verdict::Verdict;
use crate::time::UnixTime;

/// Who asks. The answers of a person who is not signed in are never used.
pub trait Person {
    /// Whether there is a person at all.
    fn signed_in(&self) -> bool;
    /// What the grants say of a permission.
    fn check(&self, permission: &str) -> (Outcome, Reason);
    /// Whether the person has a role.
    fn role(&self, name: &str) -> RoleAnswer;
    /// Whether a scope was granted.
    fn has_scope(&self, scope: &str) -> bool;
    /// `auth_time` of the verified token in seconds.
    fn auth_time(&self) -> Option<i64>;
    /// `acr` of the verified token.
    fn acr(&self) -> Option<&str>;
}

/// The answer for a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteDecision<'t> {
    /// What to do.
    pub outcome: RouteOutcome,
    /// Why.
    pub reason: Reason,
    /// Where to send the person instead, as the map writes it.
    pub redirect_to: Option<&'t str>,
    /// What to ask of the renewed authentication; only with the outcome `step_up`.
    pub step_up: Option<StepUp>,
    /// The first second at which the answer is another because a `maxAge` has run out.
    pub valid_until: Option<UnixTime>,
}

impl RouteTable {
    /// The answer for `path`. The paths in `also_public` (that of `redirectUri`) are public before any rule, as are `signIn` and `forbidden`.
    ///
    /// The order of precedence is that of `ROLE-MAP-RULINGS.md` section 5 and does not depend on the order of the rules.
    pub fn decide(&self, path: &str, person: &dyn Person, now: UnixTime, also_public: &[&str]) -> RouteDecision<'_> {
        let Some(path) = RequestPath::parse(path) else { return self.answer(RouteOutcome::Forbidden, Reason::BadPath) };
        if self.is_public_page(&path, also_public) {
            return self.answer(RouteOutcome::Allow, Reason::Public);
        }
        let hits = self.matching(&path);
        if hits.is_empty() {
            return self.by_default(person);
        }
        let standing: Vec<(&Rule, Hit)> = self.standing(&hits).filter(|(rule, _)| !rule.public).collect();
        if standing.is_empty() {
            return self.answer(RouteOutcome::Allow, Reason::Public);
        }
        if !person.signed_in() {
            return self.answer(RouteOutcome::SignIn, Reason::SignedOut);
        }
        let verdict = standing.iter().map(|(rule, hit)| rule.judge(*hit, &path, person)).fold(Verdict::Holds, Verdict::and);
        self.authenticated_enough(&standing, verdict, person, now)
    }

    /// The rule that lifts `rule` on a path with these hits.
    pub fn lifter(&self, rule: &Rule, hits: &[Hit]) -> Option<&Rule> {
        hits.iter().filter_map(|hit| self.rules.get(hit.rule)).find(|other| other.lifts(rule))
    }

    /// Whether people only pass through `path`, or cannot be there: [`RequestPath`] does not read it, or it is public before any rule.
    pub fn is_detour(&self, path: &str, also_public: &[&str]) -> bool {
        RequestPath::parse(path).is_none_or(|path| self.is_public_page(&path, also_public))
    }

    /// Whether the page is public before any rule: else it would be a redirect loop (ruling R45).
    pub(super) fn is_public_page(&self, path: &RequestPath<'_>, also_public: &[&str]) -> bool {
        let own = self.sign_in.as_deref().into_iter().chain(self.forbidden.as_deref());
        own.chain(also_public.iter().copied()).any(|page| path.is_at(page, self.letters))
    }

    fn standing<'a>(&'a self, hits: &'a [Hit]) -> impl Iterator<Item = (&'a Rule, Hit)> {
        let rules = hits.iter().filter_map(|hit| Some((self.rules.get(hit.rule)?, *hit)));
        rules.filter(|(rule, _)| self.lifter(rule, hits).is_none())
    }

    fn by_default(&self, person: &dyn Person) -> RouteDecision<'_> {
        let (outcome, reason) = match self.fallback {
            Fallback::Public => (RouteOutcome::Allow, Reason::Public),
            Fallback::Authenticated if person.signed_in() => (RouteOutcome::Allow, Reason::SignedIn),
            Fallback::Authenticated => (RouteOutcome::SignIn, Reason::SignedOut),
            Fallback::Deny => (RouteOutcome::Forbidden, Reason::DefaultDeny),
        };
        self.answer(outcome, reason)
    }

    /// Joins the verdicts with `stepUp`, of which the standing rules share one renewed authentication.
    fn authenticated_enough(&self, standing: &[(&Rule, Hit)], verdict: Verdict, person: &dyn Person, now: UnixTime) -> RouteDecision<'_> {
        let mut wanted = standing.iter().filter_map(|(rule, _)| rule.step_up.as_ref());
        let step_up = wanted.try_fold(StepUp::default(), StepUp::merge);
        let possible = if step_up.is_some() { Verdict::Holds } else { Verdict::Refused(Reason::StepUpImpossible) };
        let step_up = step_up.unwrap_or_default();
        match verdict.and(possible) {
            Verdict::Refused(reason) => self.answer(RouteOutcome::Forbidden, reason),
            Verdict::Indeterminate(reason) => self.answer(RouteOutcome::Indeterminate, reason),
            Verdict::Holds => match step_up.unmet(person, now) {
                Some(reason) => RouteDecision { step_up: Some(step_up), ..self.answer(RouteOutcome::StepUp, reason) },
                None => {
                    let asks_more = standing.iter().any(|(rule, _)| rule.asks_more());
                    let reason = if asks_more { Reason::Granted } else { Reason::SignedIn };
                    RouteDecision { valid_until: step_up.runs_out(person), ..self.answer(RouteOutcome::Allow, reason) }
                }
            },
        }
    }

    pub(super) fn answer(&self, outcome: RouteOutcome, reason: Reason) -> RouteDecision<'_> {
        let redirect_to = match outcome {
            RouteOutcome::SignIn => self.sign_in(),
            RouteOutcome::Forbidden => self.forbidden(),
            _ => None,
        };
        RouteDecision { outcome, reason, redirect_to, step_up: None, valid_until: None }
    }
}
