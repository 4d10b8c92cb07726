//! Where a person goes after a sign-in without a saved place: the first entry that holds (ruling R48).

use alloc::{string::String, vec::Vec};

use super::decision::{Reason, RouteOutcome};
use super::route::Person;
use super::route_need::{Asked, Need, NeedReader};
use super::route_table::{References, RouteTable, target};
use crate::finding::Findings;
use crate::finding::reader::{self, Pointer, fixed_object};
use crate::json::Json;
use crate::time::UnixTime;

/// One entry of `landing`: what it asks is ANDed.
#[derive(Clone, Debug, Default)]
pub struct Landing {
    /// What must be held.
    pub needs: Vec<Need>,
    /// Where to go.
    pub to: String,
}

/// The most entries of a map: each may be asked about with every rule.
pub const MAX_LANDING: usize = 100;

const LANDING: Pointer<'static> = Pointer::top("landing");

impl RouteTable {
    /// The first entry that holds and whose target is allowed; else `/`.
    pub fn landing(&self, person: &dyn Person, now: UnixTime, also_public: &[&str]) -> &str {
        let opens =
            |entry: &&Landing| entry.holds(person) && self.decide(&entry.to, person, now, also_public).outcome == RouteOutcome::Allow;
        self.landing.iter().find(opens).map_or("/", |entry| &entry.to)
    }
}

impl Landing {
    fn holds(&self, person: &dyn Person) -> bool {
        let held = |need: &Need| need.judge(person, &|text| Some(text.into())) == Reason::Granted;
        self.needs.is_empty() || person.signed_in() && self.needs.iter().all(held)
    }
}

/// Reads the value of the key `landing`.
pub(super) fn parse(value: &Json, checks: &dyn References, findings: &mut Findings) -> Vec<Landing> {
    let mut entries = Vec::new();
    for (place, item) in reader::few(reader::list(value, &LANDING, findings), MAX_LANDING, &LANDING, findings).iter().enumerate() {
        entries.push(entry(item, &LANDING.item(place), checks, findings));
    }
    entries
}

fn entry(json: &Json, pointer: &Pointer<'_>, checks: &dyn References, findings: &mut Findings) -> Landing {
    let mut entry = Landing::default();
    let Some(members) = fixed_object(json, pointer, &["role", "permission", "to"], findings) else { return entry };
    for (key, value) in members {
        let at = pointer.key(key);
        let what = match key.as_str() {
            "role" => Asked::Role,
            "permission" => Asked::Permission,
            "to" => {
                entry.to = target(value, &at, findings).unwrap_or_default();
                continue;
            }
            _ => continue,
        };
        let mut need = Need { what, all: true, names: Vec::new() };
        NeedReader { checks, bound: Some(Vec::new()), findings }.name(what, value, &at, &mut need.names);
        entry.needs.push(need);
    }
    reader::required(json, "to", pointer, findings);
    entry
}
