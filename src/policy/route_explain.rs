//! Why a path has its answer: each matching rule with its verdict, as data and as text for a ticket.

use alloc::{string::String, vec::Vec};

use super::decision::{Reason, RouteOutcome};
use super::path::{RequestPath, is_break};
use super::route::{Person, RouteDecision, settle};
use super::route_index::Hit;
use super::route_rule::{Rule, StepUp};
use super::route_table::RouteTable;
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
        let mut told = RouteExplanation { path: path.into(), decision: self.decide(path, person, now, also_public), rules: Vec::new() };
        if let Some(path) = RequestPath::parse(path).filter(|parsed| !self.is_public_page(parsed, also_public)) {
            let hits = self.matching(&path);
            for hit in &hits {
                let Some(rule) = self.rules.get(hit.rule) else { continue };
                let (verdict, reason) = alone(rule, *hit, &path, person, now);
                let lifted_by = self.lifter(rule, &hits).map(|other| other.pattern.as_str());
                told.rules.push(RuleVerdict { path: rule.pattern.as_str(), verdict, reason, lifted_by });
            }
        }
        told
    }
}

fn alone(rule: &Rule, hit: Hit, path: &RequestPath<'_>, person: &dyn Person, now: UnixTime) -> (RouteOutcome, Reason) {
    if rule.public {
        return (RouteOutcome::Allow, Reason::Public);
    }
    if !person.signed_in() {
        return (RouteOutcome::SignIn, Reason::SignedOut);
    }
    let unmet = rule.step_up.as_ref().and_then(|step_up| step_up.unmet(person, now));
    settle(rule.judge(hit, path, person), unmet, rule.asks_more())
}

impl RouteExplanation<'_> {
    /// As `RouteExplanation` of the public surface.
    pub fn to_json(&self, digest: &str) -> Json {
        let mut rules = Vec::with_capacity(self.rules.len());
        for rule in &self.rules {
            rules.push(rule.to_json());
        }
        let mut members = Vec::new();
        text(&mut members, "path", &self.path);
        self.decision.outcome_into(&mut members);
        add(&mut members, "rules", Json::List(rules));
        self.decision.redirect_into(&mut members);
        text(&mut members, "mapDigest", digest);
        add(&mut members, "text", Json::Text(self.text(digest)));
        Json::Object(members)
    }

    /// The same for people, one line for each fact, also when the path holds what breaks lines.
    pub fn text(&self, digest: &str) -> String {
        let mut out = String::new();
        let fact = |out: &mut String, start: &str, subject: &str, outcome: RouteOutcome, reason: Reason| {
            line(out, &[start, subject, ": ", outcome.as_str(), " (", reason.as_str(), ")"]);
        };
        fact(&mut out, "", &self.path, self.decision.outcome, self.decision.reason);
        for rule in &self.rules {
            fact(&mut out, "  rule ", rule.path, rule.verdict, rule.reason);
            if let Some(by) = rule.lifted_by {
                append(&mut out, &[", lifted by ", by]);
            }
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
        let mut members = Vec::new();
        text(&mut members, "path", self.path);
        text(&mut members, "verdict", self.verdict.as_str());
        text(&mut members, "reason", self.reason.as_str());
        if self.lifted_by.is_some() {
            add(&mut members, "lifted", Json::Bool(true));
        }
        Json::Object(members)
    }
}

impl RouteDecision<'_> {
    /// As `RouteDecision` of the public surface.
    pub fn to_json(&self) -> Json {
        let mut members = Vec::new();
        self.outcome_into(&mut members);
        self.redirect_into(&mut members);
        if let Some(step_up) = &self.step_up {
            add(&mut members, "stepUp", step_up.to_json());
        }
        Json::Object(members)
    }

    fn outcome_into(&self, members: &mut Vec<(String, Json)>) {
        text(members, "outcome", self.outcome.as_str());
        text(members, "reason", self.reason.as_str());
    }

    fn redirect_into(&self, members: &mut Vec<(String, Json)>) {
        match self.redirect_to {
            Some(to) => text(members, "redirectTo", to),
            None => add(members, "redirectTo", Json::Null),
        }
    }
}

impl StepUp {
    /// `{ acrValues?, maxAge? }`.
    pub fn to_json(&self) -> Json {
        let mut members = Vec::new();
        if !self.acr_values.is_empty() {
            add(&mut members, "acrValues", self.acr_values.clone().into());
        }
        if let Some(seconds) = self.max_age {
            add(&mut members, "maxAge", Json::Integer(seconds));
        }
        Json::Object(members)
    }
}

#[inline(never)]
fn add(members: &mut Vec<(String, Json)>, name: &str, value: Json) {
    members.push((name.into(), value));
}

#[inline(never)]
fn text(members: &mut Vec<(String, Json)>, name: &str, value: &str) {
    add(members, name, Json::Text(value.into()));
}

fn line(out: &mut String, parts: &[&str]) {
    if !out.is_empty() {
        out.push('\n');
    }
    append(out, parts);
}

fn append(out: &mut String, parts: &[&str]) {
    for part in parts {
        for c in part.chars() {
            out.push(if is_break(c) { char::REPLACEMENT_CHARACTER } else { c });
        }
    }
}
