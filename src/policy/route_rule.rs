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
#[derive(Clone, Debug)]
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
}

/// How and how recently a person must have authenticated (RFC 9470).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepUp {
    /// Acceptable `acr` values, the preferred first; empty if any will do.
    pub acr_values: Vec<String>,
    /// Seconds since `auth_time` at most.
    pub max_age: Option<i64>,
}

const KEYS: [&str; 8] = ["path", "public", "override", "any", "all", "roles", "requireScope", "stepUp"];

impl Rule {
    /// Reads the rule at `at`; `None` when its pattern cannot be read. What is wrong goes to `findings`.
    pub(super) fn parse(json: &Json, at: &Pointer<'_>, letters: Letters, checks: &dyn References, findings: &mut Findings) -> Option<Rule> {
        let members = fixed_object(json, at, &KEYS, findings)?;
        let pattern = read_pattern(json, at, letters, findings);
        let readable = pattern.is_some();
        let pattern = pattern.unwrap_or_default();
        let bound = readable.then(|| pattern.names().iter().map(String::as_str).collect());
        let mut reader = RuleReader { names: NeedReader { checks, bound, findings }, asks: Asks::default() };
        for (key, value) in members {
            reader.member(key, value, &at.key(key));
        }
        let Asks { public, overrides, needs, step_up } = reader.asks;
        let rule = Rule { pattern, public, overrides, needs, step_up };
        if rule.public && (rule.overrides || rule.asks_more()) {
            findings.error("contradiction", &at.key("public").written(), "public");
        }
        readable.then_some(rule)
    }

    /// Whether it asks more than a sign-in.
    pub fn asks_more(&self) -> bool {
        !self.needs.is_empty() || self.step_up.is_some()
    }

    /// Whether it takes away, on the paths of its own pattern, every rule whose pattern its own lies strictly inside.
    pub fn lifts(&self, other: &Rule) -> bool {
        (self.public || self.overrides) && self.pattern.is_strictly_inside(&other.pattern)
    }
}

fn read_pattern(json: &Json, at: &Pointer<'_>, letters: Letters, findings: &mut Findings) -> Option<RoutePattern> {
    let path = reader::required(json, "path", at, findings)?;
    let at = at.key("path");
    let text = reader::text(path, &at, findings)?;
    RoutePattern::parse(text, letters).map_err(|code| findings.error(code, &at.written(), text)).ok()
}

#[derive(Default)]
struct Asks {
    public: bool,
    overrides: bool,
    needs: Vec<Need>,
    step_up: Option<StepUp>,
}

struct RuleReader<'a> {
    names: NeedReader<'a>,
    asks: Asks,
}

impl RuleReader<'_> {
    fn member(&mut self, key: &str, value: &Json, at: &Pointer<'_>) {
        match key {
            "public" => self.asks.public = reader::flag(value, at, self.names.findings),
            "override" => self.asks.overrides = reader::flag(value, at, self.names.findings),
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
            self.asks.needs.push(Need { what, all, names });
        }
    }

    fn roles(&mut self, value: &Json, at: &Pointer<'_>) {
        if value.as_object().is_none() {
            if value.as_list().is_some_and(|items| items.len() > 1) {
                self.names.findings.error("bare_requirements", &at.written(), "");
            }
            return self.need(Asked::Role, true, value, at);
        }
        let mut asked = false;
        for (key, value) in fixed_object(value, at, &["any", "all"], self.names.findings).unwrap_or_default() {
            if key != "any" && key != "all" {
                continue;
            }
            if asked {
                self.names.findings.error("contradiction", &at.written(), "any, all");
            }
            asked = true;
            self.need(Asked::Role, key == "all", value, &at.key(key));
        }
        self.asks_for(asked, at);
    }

    fn step_up(&mut self, value: &Json, at: &Pointer<'_>) {
        let Some(members) = fixed_object(value, at, &["maxAge", "acr"], self.names.findings) else { return };
        let step_up = self.asks.step_up.insert(StepUp::default());
        let mut asked = false;
        for (key, value) in members {
            let inner = at.key(key);
            match key.as_str() {
                "maxAge" => step_up.max_age = seconds(value, &inner, self.names.findings),
                "acr" => step_up.acr_values = self.names.names(Asked::Acr, value, &inner),
                _ => continue,
            }
            asked = true;
        }
        self.asks_for(asked, at);
    }

    fn asks_for(&mut self, something: bool, at: &Pointer<'_>) {
        if !something {
            self.names.findings.error("empty_requirement", &at.written(), "");
        }
    }
}

fn seconds(value: &Json, at: &Pointer<'_>, findings: &mut Findings) -> Option<i64> {
    let seconds = value.as_integer().filter(|seconds| (0..=9_007_199_254_740_991).contains(seconds));
    if seconds.is_none() {
        let number = matches!(value, Json::Integer(_) | Json::Float(_));
        findings.error(if number { "bad_value" } else { "wrong_type" }, &at.written(), "");
    }
    seconds
}
