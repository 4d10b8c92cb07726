//! One rule of `routes`: its pattern and what it asks (rulings R33, R39, R40, R43).

use alloc::{string::String, vec::Vec};

use super::route_letters::Letters;
use super::route_need::{Asked, Need, NeedReader};
use super::route_pattern::RoutePattern;
use super::route_table::References;
use crate::finding::Findings;
use crate::finding::reader::{self, Pointer, fixed_object};
use crate::json::Json;

/// A rule: its pattern and what must hold. Everything that is asked is ANDed.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// Which paths it is about.
    pub pattern: RoutePattern,
    /// Asks nothing, not even a sign-in, and lifts what it lies inside.
    pub public: bool,
    /// Lifts what it lies inside.
    pub overrides: bool,
    /// Permissions, roles and scopes.
    pub needs: Vec<Need>,
    /// How and how recently the person must have authenticated.
    pub step_up: Option<StepUp>,
    /// The numbers of the rules that take it away on the paths of their own pattern, sorted: each is public or overrides, and its
    /// pattern lies strictly inside this one's.
    pub lifted_by: Vec<usize>,
}

/// How and how recently a person must have authenticated (RFC 9470).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepUp {
    /// Acceptable `acr` values, the preferred first; empty if any will do.
    pub acr_values: Vec<String>,
    /// Seconds since `auth_time` at most.
    pub max_age: Option<i64>,
}

/// The most values of one `acr`: those of all rules on a path are compared.
pub const MAX_ACR: usize = 64;

const KEYS: [&str; 8] = ["path", "public", "override", "any", "all", "roles", "requireScope", "stepUp"];

impl Rule {
    /// Reads the rule at `at`. What is wrong goes to `findings`; of a rule without a pattern nothing ever matches.
    pub(super) fn parse(json: &Json, at: &Pointer<'_>, letters: Letters, checks: &dyn References, findings: &mut Findings) -> Rule {
        let mut rule = Rule::default();
        let Some(members) = fixed_object(json, at, &KEYS, findings) else { return rule };
        let pattern = read_pattern(json, at, letters, findings);
        let bound = pattern.as_ref().map(|pattern| pattern.names().iter().map(String::as_str).collect());
        let mut reader = RuleReader { names: NeedReader { checks, bound, findings }, rule: &mut rule };
        for (key, value) in members {
            reader.member(key, value, &at.key(key));
        }
        if let Some(pattern) = pattern {
            if rule.public && (rule.overrides || rule.asks_more()) {
                at.error_at("public", "contradiction", "public", findings);
            }
            rule.pattern = pattern;
        }
        rule
    }

    /// Whether it asks more than a sign-in.
    pub fn asks_more(&self) -> bool {
        !self.needs.is_empty() || self.step_up.is_some()
    }

    /// Whether it takes away, on the paths of its own pattern, every rule whose pattern its own lies strictly inside.
    pub fn lifts(&self) -> bool {
        self.public || self.overrides
    }
}

fn read_pattern(json: &Json, at: &Pointer<'_>, letters: Letters, findings: &mut Findings) -> Option<RoutePattern> {
    let path = reader::required(json, "path", at, findings)?;
    let at = at.key("path");
    let text = reader::text(path, &at, findings)?;
    RoutePattern::parse(text, letters).map_err(|code| at.error(code, text, findings)).ok()
}

struct RuleReader<'a> {
    names: NeedReader<'a>,
    rule: &'a mut Rule,
}

impl RuleReader<'_> {
    fn member(&mut self, key: &str, value: &Json, at: &Pointer<'_>) {
        match key {
            "public" => self.rule.public = reader::flag(value, at, self.names.findings),
            "override" => self.rule.overrides = reader::flag(value, at, self.names.findings),
            "any" | "all" => self.need(Asked::Permission, key == "all", value, at),
            "roles" => self.roles(value, at),
            "requireScope" => self.need(Asked::Scope, true, value, at),
            "stepUp" => self.step_up(value, at),
            _ => {}
        }
    }

    fn need(&mut self, what: Asked, all: bool, value: &Json, at: &Pointer<'_>) {
        let names = self.names.names(what, value, at);
        if what == Asked::Role || !names.is_empty() {
            self.rule.needs.push(Need { what, all, names });
        }
    }

    fn roles(&mut self, value: &Json, at: &Pointer<'_>) {
        if value.as_object().is_none() {
            if value.as_list().is_some_and(|items| items.len() > 1) {
                at.error("bare_requirements", "", self.names.findings);
            }
            return self.need(Asked::Role, true, value, at);
        }
        let mut asked = false;
        for (key, value) in fixed_object(value, at, &["any", "all"], self.names.findings).unwrap_or_default() {
            if key != "any" && key != "all" {
                continue;
            }
            if asked {
                at.error("contradiction", "any, all", self.names.findings);
            }
            asked = true;
            self.need(Asked::Role, key == "all", value, &at.key(key));
        }
        self.asks_for(asked, at);
    }

    fn step_up(&mut self, value: &Json, at: &Pointer<'_>) {
        let Some(members) = fixed_object(value, at, &["maxAge", "acr"], self.names.findings) else { return };
        let step_up = self.rule.step_up.insert(StepUp::default());
        let mut asked = false;
        for (key, value) in members {
            let inner = at.key(key);
            match key.as_str() {
                "maxAge" => step_up.max_age = seconds(value, &inner, self.names.findings),
                "acr" => {
                    reader::few(value.as_list(), MAX_ACR, &inner, self.names.findings);
                    step_up.acr_values = self.names.names(Asked::Acr, value, &inner);
                }
                _ => continue,
            }
            asked = true;
        }
        self.asks_for(asked, at);
    }

    fn asks_for(&mut self, something: bool, at: &Pointer<'_>) {
        if !something {
            at.error("empty_requirement", "", self.names.findings);
        }
    }
}

fn seconds(value: &Json, at: &Pointer<'_>, findings: &mut Findings) -> Option<i64> {
    let seconds = value.as_integer().filter(|seconds| (0..=9_007_199_254_740_991).contains(seconds));
    if seconds.is_none() {
        let number = matches!(value, Json::Integer(_) | Json::Float(_));
        at.error(if number { "bad_value" } else { "wrong_type" }, "", findings);
    }
    seconds
}
