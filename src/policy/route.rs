//! What the rules say of a path: every matching rule must hold, unless a narrower one lifts it.

use super::decision::{Outcome, Reason, RoleAnswer, RouteOutcome};
use super::path::RequestPath;
use super::route_index::Hit;
use super::route_rule::{Rule, StepUp};
use super::route_table::{Fallback, RouteTable};
use super::route_verdict::{both, outcome};
use crate::order;
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
        let mut standing = Standing { verdict: Reason::Granted, asks_more: false, step_up: Some(StepUp::default()) };
        let mut stands = false;
        for hit in &hits {
            let Some(rule) = self.rules.get(hit.rule).filter(|rule| !rule.public && self.lifter(rule, &hits).is_none()) else { continue };
            stands = true;
            if person.signed_in() {
                standing.add(rule, rule.judge(*hit, &path, person));
            }
        }
        match (stands, person.signed_in()) {
            (false, _) => self.answer(RouteOutcome::Allow, Reason::Public),
            (true, false) => self.answer(RouteOutcome::SignIn, Reason::SignedOut),
            (true, true) => self.authenticated_enough(standing, person, now),
        }
    }

    /// The rule that lifts `rule` on a path with these hits.
    pub fn lifter(&self, rule: &Rule, hits: &[Hit]) -> Option<&Rule> {
        let by = &rule.lifted_by;
        // Both are sorted: the shorter one is gone through.
        let number = if by.len() < hits.len() {
            by.iter().find(|number| order::search(hits.len(), &mut |at| hits.get(at).map(|hit| &hit.rule).cmp(&Some(number))).is_ok())
        } else {
            let mut rules = hits.iter().map(|hit| &hit.rule);
            rules.find(|number| order::search(by.len(), &mut |at| by.get(at).cmp(&Some(number))).is_ok())
        };
        self.rules.get(*number?)
    }

    /// Whether people only pass through `path`, or cannot be there: [`RequestPath`] does not read it, or it is public before any rule.
    pub fn is_detour(&self, path: &str, also_public: &[&str]) -> bool {
        RequestPath::parse(path).is_none_or(|path| self.is_public_page(&path, also_public))
    }

    /// Whether the page is public before any rule: else it would be a redirect loop (ruling R45).
    pub(super) fn is_public_page(&self, path: &RequestPath<'_>, also_public: &[&str]) -> bool {
        let own = [self.sign_in.as_deref(), self.forbidden.as_deref()];
        let is_at = |page: &str| path.is_at(page, self.letters);
        own.iter().any(|page| page.is_some_and(is_at)) || also_public.iter().any(|page| is_at(page))
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
    fn authenticated_enough(&self, standing: Standing, person: &dyn Person, now: UnixTime) -> RouteDecision<'_> {
        let Some(step_up) = standing.step_up else {
            let verdict = both(standing.verdict, Reason::StepUpImpossible);
            return self.answer(outcome(verdict), verdict);
        };
        let (outcome, reason) = settle(standing.verdict, step_up.unmet(person, now), standing.asks_more);
        let mut decision = self.answer(outcome, reason);
        match outcome {
            RouteOutcome::StepUp => decision.step_up = Some(step_up),
            RouteOutcome::Allow => decision.valid_until = step_up.runs_out(person),
            _ => {}
        }
        decision
    }

    pub(super) fn answer(&self, outcome: RouteOutcome, reason: Reason) -> RouteDecision<'_> {
        let redirect_to = match outcome {
            RouteOutcome::SignIn => self.sign_in.as_deref(),
            RouteOutcome::Forbidden => self.forbidden.as_deref(),
            _ => None,
        };
        RouteDecision { outcome, reason, redirect_to, step_up: None, valid_until: None }
    }
}

/// What the rules that are not lifted ask together.
struct Standing {
    verdict: Reason,
    asks_more: bool,
    /// `None` when no authentication can satisfy all.
    step_up: Option<StepUp>,
}

impl Standing {
    fn add(&mut self, rule: &Rule, verdict: Reason) {
        self.verdict = both(self.verdict, verdict);
        self.asks_more |= rule.asks_more();
        if let (Some(asked), Some(other)) = (self.step_up.take_if(|_| rule.step_up.is_some()), &rule.step_up) {
            self.step_up = asked.merge(other);
        }
    }
}

/// The answer of rules with this verdict; `unmet` says why the person must authenticate again, if so.
pub(super) fn settle(verdict: Reason, unmet: Option<Reason>, asks_more: bool) -> (RouteOutcome, Reason) {
    match (outcome(verdict), unmet) {
        (RouteOutcome::Allow, Some(reason)) => (RouteOutcome::StepUp, reason),
        (RouteOutcome::Allow, None) => (RouteOutcome::Allow, if asks_more { Reason::Granted } else { Reason::SignedIn }),
        (outcome, _) => (outcome, verdict),
    }
}
