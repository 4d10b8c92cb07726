//! `routes` and `landing` of a role map, read once and valid ever after (rulings R39 to R49).

use alloc::{string::String, vec::Vec};

use super::landing::{self, Landing};
use super::path::{RequestPath, is_target};
use super::route_index::{Hit, RouteIndex};
use super::route_letters::Letters;
use super::route_rule::Rule;
use crate::finding::Findings;
use crate::finding::reader::{self, Pointer, fixed_object};
use crate::json::Json;
use crate::order;

/// The most rules of a map.
pub const MAX_RULES: usize = 5_000;

/// The most segments of all patterns together, each alternative spelled out: what the index has to hold.
pub const MAX_SPELLED_OUT: usize = 200_000;

/// The most steps in finding which exception lifts which rules: each is one segment of a pattern or one rule in which it may lie.
pub const MAX_LIFTING: usize = 1_000_000;

const ROUTES: Pointer<'static> = Pointer::top("routes");
const KEYS: [&str; 5] = ["caseSensitive", "default", "rules", "signIn", "forbidden"];

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
        if !table.lift() {
            ROUTES.key("rules").error("too_large", "", findings);
        }
        table
    }

    /// Finds the rules that each exception lifts; `false` where that takes too long.
    fn lift(&mut self) -> bool {
        let mut work = MAX_LIFTING;
        let mut known: Vec<Option<Vec<usize>>> = Vec::new();
        self.rules.iter().for_each(|_| known.push(None));
        for number in 0..self.rules.len() {
            let Some(pattern) = self.rules.get(number).filter(|rule| rule.lifts()).map(|rule| &rule.pattern) else { continue };
            for wider in self.index.around(pattern, &mut work) {
                let (Some(rule), Some(slot)) = (self.rules.get_mut(wider), known.get_mut(wider)) else { continue };
                let outer = slot.get_or_insert_with(|| self.index.around(&rule.pattern, &mut work));
                // Patterns that lie in each other are equal, and do not lift each other.
                if order::search(outer.len(), &mut |at| outer.get(at).cmp(&Some(&number))).is_err() {
                    rule.lifted_by.push(number);
                }
            }
            if work == 0 {
                return false;
            }
        }
        true
    }

    /// The rules in the order of the map.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules that match, in the order of the map.
    pub fn matching(&self, path: &RequestPath<'_>) -> Vec<Hit> {
        self.index.find(path)
    }

    /// The numbers of the rules in whose pattern that of `rule` lies, its own too.
    #[cfg(feature = "tools")]
    pub fn around(&self, rule: &Rule) -> Vec<usize> {
        self.index.around(&rule.pattern, &mut { MAX_LIFTING })
    }

    fn read(&mut self, routes: &Json, checks: &dyn References, findings: &mut Findings) {
        for (key, value) in fixed_object(routes, &ROUTES, &KEYS, findings).unwrap_or_default() {
            let at = ROUTES.key(key);
            match key.as_str() {
                // Its value was taken before any pattern was read.
                "caseSensitive" => drop(reader::flag(value, &at, findings)),
                "default" => self.fallback = fallback(value, &at, findings),
                "rules" => self.read_rules(value, &at, checks, findings),
                "signIn" => self.sign_in = target(value, &at, findings),
                "forbidden" => self.forbidden = target(value, &at, findings),
                _ => {}
            }
        }
    }

    fn read_rules(&mut self, value: &Json, at: &Pointer<'_>, checks: &dyn References, findings: &mut Findings) {
        let items = reader::list(value, at, findings).unwrap_or_default();
        let mut room = if items.len() > MAX_RULES { None } else { Some(MAX_SPELLED_OUT) };
        for (place, item) in items.iter().enumerate() {
            let Some(left) = room else { break };
            let rule = Rule::parse(item, &at.item(place), self.letters, checks, findings);
            room = left.checked_sub(rule.pattern.spelled_out());
            self.rules.push(rule);
        }
        if room.is_none() {
            at.error("too_large", "", findings);
        }
    }
}

/// A place to go (ruling R47).
pub(super) fn target(value: &Json, at: &Pointer<'_>, findings: &mut Findings) -> Option<String> {
    let text = reader::text(value, at, findings)?;
    if !is_target(text) {
        at.error("bad_target", text, findings);
    }
    Some(text.into())
}

fn fallback(value: &Json, at: &Pointer<'_>, findings: &mut Findings) -> Fallback {
    match reader::text(value, at, findings) {
        Some("public") => return Fallback::Public,
        Some("deny") => return Fallback::Deny,
        Some("authenticated") | None => {}
        Some(text) => at.error("bad_value", text, findings),
    }
    Fallback::Authenticated
}
