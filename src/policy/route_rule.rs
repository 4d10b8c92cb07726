//! One rule of `routes`: its pattern and what it asks (rulings R33, R39, R40, R43).

use alloc::{string::String, vec::Vec};

use super::route_letters::Letters;
use super::route_pattern::RoutePattern;
use super::route_table::References;
use crate::finding::{Findings, child};
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
    /// At least one of these permissions, unless empty.
    pub any: Vec<String>,
    /// All of these permissions.
    pub all: Vec<String>,
    /// Roles.
    pub roles: RoleNeed,
    /// All of these scopes.
    pub scopes: Vec<String>,
    /// How and how recently the person must have authenticated.
    pub step_up: Option<StepUp>,
}

/// Which roles a rule asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RoleNeed {
    /// None.
    #[default]
    None,
    /// One of these.
    Any(Vec<String>),
    /// Every one of these.
    All(Vec<String>),
}

/// How and how recently a person must have authenticated (RFC 9470).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepUp {
    /// Acceptable `acr` values, the preferred first; empty if any will do.
    pub acr_values: Vec<String>,
    /// Seconds since `auth_time` at most.
    pub max_age: Option<i64>,
}

impl RoleNeed {
    /// The names.
    pub fn names(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::Any(names) | Self::All(names) => names,
        }
    }
}

impl Rule {
    /// Reads the rule at `pointer`; `None` when its pattern cannot be read. What is wrong goes to `findings`.
    pub fn parse(json: &Json, pointer: &str, letters: Letters, checks: &dyn References, findings: &mut Findings) -> Option<Rule> {
        let Some(members) = json.as_object() else {
            findings.error("wrong_type", pointer, "");
            return None;
        };
        let pattern = read_pattern(json, pointer, letters, findings);
        let bound = pattern.as_ref().map(|pattern| pattern.names().iter().map(String::as_str).collect());
        let mut reader = Reader { checks, bound, findings, asks: Asks::default() };
        for (key, value) in members {
            reader.member(key, value, &child(pointer, key));
        }
        let Asks { public, overrides, any, all, roles, scopes, step_up } = reader.asks;
        let rule = Rule { pattern: pattern?, public, overrides, any, all, roles, scopes, step_up };
        if rule.public && (rule.overrides || rule.asks_more()) {
            findings.error("contradiction", &child(pointer, "public"), "public");
        }
        Some(rule)
    }

    /// Whether it asks more than a sign-in.
    pub fn asks_more(&self) -> bool {
        !(self.any.is_empty() && self.all.is_empty() && self.roles == RoleNeed::None && self.scopes.is_empty() && self.step_up.is_none())
    }

    /// Whether it takes away, on the paths of its own pattern, every rule whose pattern its own lies strictly inside.
    pub fn lifts(&self, other: &Rule) -> bool {
        (self.public || self.overrides) && self.pattern.is_strictly_inside(&other.pattern)
    }
}

fn read_pattern(json: &Json, pointer: &str, letters: Letters, findings: &mut Findings) -> Option<RoutePattern> {
    let Some(path) = json.field("path") else {
        findings.error("missing_key", pointer, "path");
        return None;
    };
    let at = child(pointer, "path");
    let Some(text) = path.as_str() else {
        findings.error("wrong_type", &at, "");
        return None;
    };
    RoutePattern::parse(text, letters).map_err(|code| findings.error(code, &at, text)).ok()
}

#[derive(Default)]
struct Asks {
    public: bool,
    overrides: bool,
    any: Vec<String>,
    all: Vec<String>,
    roles: RoleNeed,
    scopes: Vec<String>,
    step_up: Option<StepUp>,
}

struct Reader<'a> {
    checks: &'a dyn References,
    /// The parameters of the pattern; `None` when it was refused, and nothing can be said of captures.
    bound: Option<Vec<&'a str>>,
    findings: &'a mut Findings,
    asks: Asks,
}

impl Reader<'_> {
    fn member(&mut self, key: &str, value: &Json, at: &str) {
        match key {
            "path" => {}
            "public" => self.asks.public = self.flag(value, at),
            "override" => self.asks.overrides = self.flag(value, at),
            "any" => self.asks.any = self.texts(value, at, Self::permission),
            "all" => self.asks.all = self.texts(value, at, Self::permission),
            "roles" => self.asks.roles = self.roles(value, at),
            "requireScope" => self.asks.scopes = self.scopes(value, at),
            "stepUp" => self.asks.step_up = self.step_up(value, at),
            _ => self.unknown(key, at),
        }
    }

    fn unknown(&mut self, key: &str, at: &str) {
        if !key.starts_with("x-") {
            self.findings.error("unknown_key", at, key);
        }
    }

    fn flag(&mut self, value: &Json, at: &str) -> bool {
        if value.as_bool().is_none() {
            self.findings.error("wrong_type", at, "");
        }
        value.as_bool().unwrap_or(false)
    }

    /// A list that asks, so that an empty one is refused.
    fn texts(&mut self, value: &Json, at: &str, fault: fn(&Self, &str) -> Option<&'static str>) -> Vec<String> {
        let Some(items) = value.as_list() else {
            self.findings.error("wrong_type", at, "");
            return Vec::new();
        };
        if items.is_empty() {
            self.findings.error("empty_requirement", at, "");
        }
        items.iter().enumerate().filter_map(|(i, item)| self.text(item, &child(at, &place(i)), fault)).collect()
    }

    fn text(&mut self, item: &Json, at: &str, fault: fn(&Self, &str) -> Option<&'static str>) -> Option<String> {
        let Some(text) = item.as_str() else {
            self.findings.error("wrong_type", at, "");
            return None;
        };
        if let Some(code) = fault(self, text) {
            self.findings.error(code, at, text);
        }
        Some(text.into())
    }

    fn permission(&self, text: &str) -> Option<&'static str> {
        let code = self.checks.permission(text, self.bound.as_deref().unwrap_or_default()).err()?;
        (self.bound.is_some() || code != "unbound_capture").then_some(code)
    }

    fn role(&self, name: &str) -> Option<&'static str> {
        (!self.checks.role(name)).then_some("unknown_role")
    }

    /// RFC 6749 section 3.3, `scope-token`; an `acr` value is a list of the same kind in `acr_values`.
    fn token(&self, text: &str) -> Option<&'static str> {
        let good = !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\\'));
        (!good).then_some("bad_value")
    }

    fn roles(&mut self, value: &Json, at: &str) -> RoleNeed {
        let Some(members) = value.as_object() else {
            if value.as_list().is_some_and(|items| items.len() > 1) {
                self.findings.error("bare_requirements", at, "");
            }
            return RoleNeed::All(self.texts(value, at, Self::role));
        };
        let mut need = RoleNeed::None;
        for (key, value) in members {
            let inner = child(at, key);
            let wanted = match key.as_str() {
                "any" => RoleNeed::Any(self.texts(value, &inner, Self::role)),
                "all" => RoleNeed::All(self.texts(value, &inner, Self::role)),
                _ => {
                    self.unknown(key, &inner);
                    continue;
                }
            };
            if need != RoleNeed::None {
                self.findings.error("contradiction", at, "any, all");
            }
            need = wanted;
        }
        if need == RoleNeed::None {
            self.findings.error("empty_requirement", at, "");
        }
        need
    }

    fn scopes(&mut self, value: &Json, at: &str) -> Vec<String> {
        match value {
            Json::Text(_) => self.text(value, at, Self::token).into_iter().collect(),
            _ => self.texts(value, at, Self::token),
        }
    }

    fn step_up(&mut self, value: &Json, at: &str) -> Option<StepUp> {
        let Some(members) = value.as_object() else {
            self.findings.error("wrong_type", at, "");
            return None;
        };
        let mut step_up = StepUp::default();
        for (key, value) in members {
            let inner = child(at, key);
            match key.as_str() {
                "maxAge" => step_up.max_age = self.seconds(value, &inner),
                "acr" => step_up.acr_values = self.texts(value, &inner, Self::token),
                _ => self.unknown(key, &inner),
            }
        }
        if value.field("maxAge").is_none() && value.field("acr").is_none() {
            self.findings.error("empty_requirement", at, "");
        }
        Some(step_up)
    }

    fn seconds(&mut self, value: &Json, at: &str) -> Option<i64> {
        let seconds = value.as_integer().filter(|seconds| (0..=9_007_199_254_740_991).contains(seconds));
        if seconds.is_none() {
            let number = matches!(value, Json::Integer(_) | Json::Float(_));
            self.findings.error(if number { "bad_value" } else { "wrong_type" }, at, "");
        }
        seconds
    }
}

/// The place `i` as a step of a JSON pointer.
pub(super) fn place(i: usize) -> String {
    alloc::string::ToString::to_string(&i)
}
