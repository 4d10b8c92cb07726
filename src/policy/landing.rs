//! Where a person goes after a sign-in without a saved place: the first entry that holds (ruling R48).

use alloc::{string::String, vec::Vec};

use super::decision::{Outcome, RoleAnswer, RouteOutcome};
use super::route::Person;
use super::route_rule::place;
use super::route_table::{References, RouteTable, target};
use crate::finding::{Findings, child};
use crate::json::Json;
use crate::time::UnixTime;

/// One entry of `landing`: what it asks is ANDed.
#[derive(Clone, Debug, Default)]
pub struct Landing {
    /// A role that must be held.
    pub role: Option<String>,
    /// A permission that must be allowed.
    pub permission: Option<String>,
    /// Where to go.
    pub to: String,
}

impl RouteTable {
    /// The first entry that holds and whose target is allowed; else `/`.
    pub fn landing(&self, person: &dyn Person, now: UnixTime, also_public: &[&str]) -> &str {
        let opens =
            |entry: &&Landing| entry.holds(person) && self.decide(&entry.to, person, now, also_public).outcome == RouteOutcome::Allow;
        self.landing.iter().find(opens).map_or("/", |entry| &entry.to)
    }

    /// The entries of `landing`, in the order of the map.
    pub fn landing_entries(&self) -> &[Landing] {
        &self.landing
    }
}

impl Landing {
    fn holds(&self, person: &dyn Person) -> bool {
        let role = self.role.as_deref().is_none_or(|name| person.role(name) == RoleAnswer::Held);
        let permission = || self.permission.as_deref().is_none_or(|permission| person.check(permission).0 == Outcome::Allowed);
        let asks = self.role.is_some() || self.permission.is_some();
        (person.signed_in() || !asks) && role && permission()
    }
}

/// Reads the value of the key `landing`.
pub(super) fn parse(value: &Json, checks: &dyn References, findings: &mut Findings) -> Vec<Landing> {
    let Some(items) = value.as_list() else {
        findings.error("wrong_type", "/landing", "");
        return Vec::new();
    };
    items.iter().enumerate().map(|(i, item)| entry(item, &child("/landing", &place(i)), checks, findings)).collect()
}

fn entry(json: &Json, pointer: &str, checks: &dyn References, findings: &mut Findings) -> Landing {
    let mut entry = Landing::default();
    let Some(members) = json.as_object() else {
        findings.error("wrong_type", pointer, "");
        return entry;
    };
    for (key, value) in members {
        let at = child(pointer, key);
        let role = |name: &str| if checks.role(name) { Ok(()) } else { Err("unknown_role") };
        match key.as_str() {
            "role" => entry.role = condition(value, &at, role, findings),
            "permission" => entry.permission = condition(value, &at, |text| checks.permission(text, &[]), findings),
            "to" => entry.to = target(value, &at, findings).unwrap_or_default(),
            key if key.starts_with("x-") => {}
            key => findings.error("unknown_key", &at, key),
        }
    }
    if json.field("to").is_none() {
        findings.error("missing_key", pointer, "to");
    }
    entry
}

fn condition(value: &Json, at: &str, judge: impl Fn(&str) -> Result<(), &'static str>, findings: &mut Findings) -> Option<String> {
    match value.as_str().map(|text| (text, judge(text))) {
        Some((text, Err(code))) => findings.error(code, at, text),
        Some(_) => {}
        None => findings.error("wrong_type", at, ""),
    }
    value.as_str().map(String::from)
}
