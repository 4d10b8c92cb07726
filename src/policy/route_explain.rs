//! Why a path has its answer: each matching rule with its verdict, as data and as text for a ticket.

use alloc::{string::String, vec::Vec};

use super::decision::{Reason, RouteOutcome};
use super::path::RequestPath;
use super::route::{Person, RouteDecision};
use super::route_index::Hit;
use super::route_rule::{Rule, StepUp};
use super::route_table::RouteTable;
use super::route_verdict::Verdict;
use crate::json::Json;
use crate::time::UnixTime;

/// The answer for a path and what each matching rule says, in the order of the map.
#[derive(Clone, Debug)]
pub struct RouteExplanation<'t> {
    /// The path as it was asked.
    pub path: String,
    /// The answer, the same as that of [`RouteTable::decide`].
    pub decision: RouteDecision<'t>,
    /// The matching rules; none where the answer comes before any rule.
    pub rules: Vec<RuleVerdict<'t>>,
}

/// What one rule alone says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleVerdict<'t> {
    /// Its pattern as written.
    pub path: &'t str,
    /// What would be the answer if there were no other rule.
    pub verdict: RouteOutcome,
    /// Why.
    pub reason: Reason,
    /// The pattern of a rule that takes this one away here.
    pub lifted_by: Option<&'t str>,
}

impl RouteTable {
    /// The answer of [`RouteTable::decide`] with the reasons behind it.
    pub fn explain_route(&self, path: &str, person: &dyn Person, now: UnixTime, also_public: &[&str]) -> RouteExplanation<'_> {
        let decision = self.decide(path, person, now, also_public);
        let parsed = RequestPath::parse(path).filter(|parsed| !self.is_public_page(parsed, also_public));
        let rules = parsed.map_or_else(Vec::new, |path| {
            let hits = self.matching(&path);
            let verdict = |hit: &Hit| Some(self.rule_verdict(self.rules.get(hit.rule)?, *hit, &hits, &path, person, now));
            hits.iter().filter_map(verdict).collect()
        });
        RouteExplanation { path: path.into(), decision, rules }
    }

    fn rule_verdict<'t>(
        &'t self,
        rule: &'t Rule,
        hit: Hit,
        hits: &[Hit],
        path: &RequestPath<'_>,
        person: &dyn Person,
        now: UnixTime,
    ) -> RuleVerdict<'t> {
        let (verdict, reason) = alone(rule, hit, path, person, now);
        RuleVerdict { path: rule.pattern.as_str(), verdict, reason, lifted_by: self.lifter(rule, hits).map(|other| other.pattern.as_str()) }
    }
}

fn alone(rule: &Rule, hit: Hit, path: &RequestPath<'_>, person: &dyn Person, now: UnixTime) -> (RouteOutcome, Reason) {
    if rule.public {
        return (RouteOutcome::Allow, Reason::Public);
    }
    if !person.signed_in() {
        return (RouteOutcome::SignIn, Reason::SignedOut);
    }
    match rule.judge(hit, path, person) {
        Verdict::Refused(reason) => (RouteOutcome::Forbidden, reason),
        Verdict::Indeterminate(reason) => (RouteOutcome::Indeterminate, reason),
        Verdict::Holds => match rule.step_up.as_ref().and_then(|step_up| step_up.unmet(person, now)) {
            Some(reason) => (RouteOutcome::StepUp, reason),
            None if rule.asks_more() => (RouteOutcome::Allow, Reason::Granted),
            None => (RouteOutcome::Allow, Reason::SignedIn),
        },
    }
}

impl RouteExplanation<'_> {
    /// As `RouteExplanation` of the public surface.
    pub fn to_json(&self, digest: &str) -> Json {
        let rules = self.rules.iter().map(RuleVerdict::to_json).collect();
        object([
            ("path", text(&self.path)),
            ("outcome", text(self.decision.outcome.as_str())),
            ("reason", text(self.decision.reason.as_str())),
            ("rules", Json::List(rules)),
            ("redirectTo", self.decision.redirect_to.map_or(Json::Null, text)),
            ("mapDigest", text(digest)),
            ("text", Json::Text(self.text(digest))),
        ])
    }

    /// The same for people, one line for each fact, also when the path holds what breaks lines.
    pub fn text(&self, digest: &str) -> String {
        let mut out = String::new();
        line(&mut out, &[&self.path, ": ", self.decision.outcome.as_str(), " (", self.decision.reason.as_str(), ")"]);
        for rule in &self.rules {
            let lifted = rule.lifted_by.map_or([""; 2], |by| [", lifted by ", by]);
            line(&mut out, &["  rule ", rule.path, ": ", rule.verdict.as_str(), " (", rule.reason.as_str(), ")", lifted[0], lifted[1]]);
        }
        if self.rules.is_empty() {
            line(&mut out, &["  ", without_rules(self.decision.reason)]);
        }
        if let Some(to) = self.decision.redirect_to {
            line(&mut out, &["  goes to ", to]);
        }
        line(&mut out, &["  map ", digest]);
        out
    }
}

fn without_rules(reason: Reason) -> &'static str {
    match reason {
        Reason::BadPath => "routers read this path differently, so no rule is asked",
        Reason::MapInvalid => "the map was refused, so no rule is asked",
        Reason::Pending => "the session is not known yet, so no rule is asked",
        Reason::Public => "public before any rule, or no rule matches and the default is public",
        _ => "no rule matches, the default answers",
    }
}

impl RuleVerdict<'_> {
    fn to_json(&self) -> Json {
        let lifted = self.lifted_by.map(|_| ("lifted", Json::Bool(true)));
        let members = [("path", text(self.path)), ("verdict", text(self.verdict.as_str())), ("reason", text(self.reason.as_str()))];
        object(members.into_iter().chain(lifted))
    }
}

impl RouteDecision<'_> {
    /// As `RouteDecision` of the public surface.
    pub fn to_json(&self) -> Json {
        let members = [
            ("outcome", text(self.outcome.as_str())),
            ("reason", text(self.reason.as_str())),
            ("redirectTo", self.redirect_to.map_or(Json::Null, text)),
        ];
        object(members.into_iter().chain(self.step_up.as_ref().map(|step_up| ("stepUp", step_up.to_json()))))
    }
}

impl StepUp {
    /// `{ acrValues?, maxAge? }`.
    pub fn to_json(&self) -> Json {
        let acr = || Json::List(self.acr_values.iter().map(|value| text(value)).collect());
        let acr = (!self.acr_values.is_empty()).then(|| ("acrValues", acr()));
        object(acr.into_iter().chain(self.max_age.map(|seconds| ("maxAge", Json::Integer(seconds)))))
    }
}

fn object(members: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

fn text(value: &str) -> Json {
    Json::Text(value.into())
}

fn line(out: &mut String, parts: &[&str]) {
    if !out.is_empty() {
        out.push('\n');
    }
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    out.extend(parts.iter().flat_map(|part| part.chars()).map(|c| if breaks(c) { char::REPLACEMENT_CHARACTER } else { c }));
}
