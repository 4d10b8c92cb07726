//! `routes` and `landing` of a role map, read once and valid ever after (rulings R39 to R49).

use alloc::{string::String, vec::Vec};

use super::landing::{self, Landing};
use super::path::{RequestPath, is_target};
use super::route_index::{Hit, RouteIndex};
use super::route_letters::Letters;
use super::route_rule::{Rule, place};
use crate::finding::{Findings, child};
use crate::json::Json;

/// The most rules of a map.
pub const MAX_RULES: usize = 5_000;

/// The most segments of all patterns together, each alternative spelled out: what the index has to hold.
pub const MAX_SPELLED_OUT: usize = 200_000;

/// What the rest of the map says of names that a rule or a landing entry refers to.
pub trait References {
    /// Whether `text` may stand in a requirement whose captures are `bound`; the error is the code of the finding.
    fn permission(&self, text: &str, bound: &[&str]) -> Result<(), &'static str>;
    /// Whether the map declares this role.
    fn role(&self, name: &str) -> bool;
}

/// What is asked of a path that no rule matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing.
    Public,
    /// A sign-in.
    #[default]
    Authenticated,
    /// Nobody may see it.
    Deny,
}

/// All rules of a map.
#[derive(Clone, Debug)]
pub struct RouteTable {
    pub(super) letters: Letters,
    pub(super) fallback: Fallback,
    pub(super) rules: Vec<Rule>,
    pub(super) sign_in: Option<String>,
    pub(super) forbidden: Option<String>,
    pub(super) landing: Vec<Landing>,
    index: RouteIndex,
}

impl RouteTable {
    /// Reads the values of the keys `routes` and `landing`; what is wrong goes to `findings`.
    pub fn parse(routes: Option<&Json>, landing: Option<&Json>, checks: &dyn References, findings: &mut Findings) -> RouteTable {
        let exact = routes.and_then(|routes| routes.field("caseSensitive")).and_then(Json::as_bool) == Some(true);
        let letters = if exact { Letters::Exact } else { Letters::Folded };
        let mut table = RouteTable {
            letters,
            fallback: Fallback::default(),
            rules: Vec::new(),
            sign_in: None,
            forbidden: None,
            landing: Vec::new(),
            index: RouteIndex::new(letters),
        };
        if let Some(routes) = routes {
            table.read(routes, checks, findings);
        }
        if let Some(landing) = landing {
            table.landing = landing::parse(landing, checks, findings);
        }
        for (number, rule) in table.rules.iter().enumerate() {
            table.index.insert(number, &rule.pattern);
        }
        table
    }

    /// The rules in the order of the map.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules that match, in the order of the map.
    pub fn matching(&self, path: &RequestPath<'_>) -> Vec<Hit> {
        self.index.find(path)
    }

    /// Where a person who must sign in is sent.
    pub fn sign_in(&self) -> Option<&str> {
        self.sign_in.as_deref()
    }

    /// Where a person who may not see a page is sent.
    pub fn forbidden(&self) -> Option<&str> {
        self.forbidden.as_deref()
    }

    fn read(&mut self, routes: &Json, checks: &dyn References, findings: &mut Findings) {
        let Some(members) = routes.as_object() else {
            findings.error("wrong_type", "/routes", "");
            return;
        };
        for (key, value) in members {
            let at = child("/routes", key);
            match key.as_str() {
                "caseSensitive" if value.as_bool().is_some() => {}
                "caseSensitive" => findings.error("wrong_type", &at, ""),
                "default" => self.fallback = fallback(value, &at, findings),
                "rules" => self.rules = rules(value, self.letters, checks, findings),
                "signIn" => self.sign_in = target(value, &at, findings),
                "forbidden" => self.forbidden = target(value, &at, findings),
                key if key.starts_with("x-") => {}
                key => findings.error("unknown_key", &at, key),
            }
        }
    }
}

/// A place to go (ruling R47).
pub(super) fn target(value: &Json, at: &str, findings: &mut Findings) -> Option<String> {
    match value.as_str() {
        Some(text) if is_target(text) => return Some(text.into()),
        Some(text) => findings.error("bad_target", at, text),
        None => findings.error("wrong_type", at, ""),
    }
    None
}

fn fallback(value: &Json, at: &str, findings: &mut Findings) -> Fallback {
    match value.as_str() {
        Some("public") => return Fallback::Public,
        Some("authenticated") => {}
        Some("deny") => return Fallback::Deny,
        Some(text) => findings.error("bad_value", at, text),
        None => findings.error("wrong_type", at, ""),
    }
    Fallback::Authenticated
}

fn rules(value: &Json, letters: Letters, checks: &dyn References, findings: &mut Findings) -> Vec<Rule> {
    let at = "/routes/rules";
    let Some(items) = value.as_list() else {
        findings.error("wrong_type", at, "");
        return Vec::new();
    };
    if items.len() > MAX_RULES {
        findings.error("too_large", at, "");
        return Vec::new();
    }
    let mut room = MAX_SPELLED_OUT;
    let mut rules = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let Some(rule) = Rule::parse(item, &child(at, &place(i)), letters, checks, findings) else { continue };
        let Some(left) = room.checked_sub(rule.pattern.spelled_out()) else {
            findings.error("too_large", at, "");
            break;
        };
        room = left;
        rules.push(rule);
    }
    rules
}
