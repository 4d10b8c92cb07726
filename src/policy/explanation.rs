//! The answer to `explain`, as data and as text for a ticket.

use alloc::{string::String, vec::Vec};

use super::decision::{Decision, Reason};
use super::permission::{Pattern, probe};
use super::role_map::RoleMap;
use crate::finding::item_of;
use crate::json::Json;
use crate::names::State;

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It gives.
    Allow,
    /// It takes.
    Deny,
}

/// One chain from a claim to a grant or a deny. What a chain does not pass through is missing.
#[derive(Debug, PartialEq)]
pub struct Step {
    /// What it does.
    pub effect: Effect,
    /// The grant or deny, captures filled in.
    pub grant: String,
    /// The group, after normalising.
    pub group: Option<String>,
    /// The value as the token has it.
    pub raw: Option<String>,
    /// The token and the claim.
    pub source: Option<String>,
    /// The place of the entry under `groups`, from 0.
    pub entry: Option<usize>,
    /// From the role that was given to the one with the grant.
    pub role_path: Vec<String>,
}

/// Who would hold what was denied.
#[derive(Debug, Default)]
pub struct GrantedBy {
    /// Roles, sorted.
    pub roles: Vec<String>,
    /// Groups as `match` writes them, captures filled in where the permission settles them; sorted.
    pub groups: Vec<String>,
}

/// Why a permission is held or not.
#[derive(Debug)]
pub struct Explanation {
    /// What was asked.
    pub permission: String,
    /// The answer, the same as of `check`.
    pub decision: Decision,
    /// The chains behind it, at most [`super::explain::MAX_STEPS`].
    pub by: Vec<Step>,
    /// What is near: held grants, for an unknown permission names of the vocabulary.
    pub near: Vec<String>,
    /// Who would hold it.
    pub granted_by: GrantedBy,
    /// The roles that are held, inherited ones too.
    pub roles: Vec<String>,
    /// How well the groups could be read.
    pub groups_state: State,
    /// Of the map that decided; empty without one.
    pub map_digest: String,
}

impl Explanation {
    /// An answer that needs no names: `pending`, or `map_invalid` without a map.
    pub fn without_names(permission: &str, reason: Reason, map: Option<&RoleMap>) -> Explanation {
        Explanation {
            permission: permission.into(),
            decision: Decision::because(reason),
            by: Vec::new(),
            near: Vec::new(),
            granted_by: GrantedBy::default(),
            roles: Vec::new(),
            groups_state: State::Absent,
            map_digest: map.map(|map| map.digest().into()).unwrap_or_default(),
        }
    }

    /// The shape of ruling section 6.
    pub fn to_json(&self) -> Json {
        let mut granted_by = Members::default();
        granted_by.texts("roles", &self.granted_by.roles);
        granted_by.texts("groups", &self.granted_by.groups);
        let mut by = Vec::new();
        for step in &self.by {
            by.push(step.to_json());
        }
        let mut all = Members::default();
        all.text("permission", &self.permission);
        all.text("outcome", self.decision.outcome.as_str());
        all.text("reason", self.decision.reason.as_str());
        all.add("by", Json::List(by));
        all.texts("near", &self.near);
        all.add("grantedBy", Json::Object(granted_by.0));
        all.texts("roles", &self.roles);
        all.text("groupsState", self.groups_state.as_str());
        all.text("mapDigest", &self.map_digest);
        all.text("text", &self.text());
        Json::Object(all.0)
    }

    /// The same in plain English, one line for each thing.
    #[inline(never)]
    pub fn text(&self) -> String {
        let mut out = String::new();
        push(&mut out, &[self.decision.outcome.as_str(), ": `", &self.permission, "` (", self.decision.reason.as_str(), "): "]);
        out.push_str(sentence(self));
        for step in &self.by {
            out.push_str("\n- ");
            step.write(&mut out);
        }
        let probe = probe(&self.permission);
        let covers = |near: &str| Pattern::parse(near).is_some_and(|pattern| pattern.covers(&probe));
        line(&mut out, "held, but an exception or a missing scope leaves it out: ", &self.near, &covers);
        line(&mut out, "near: ", &self.near, &|near| !covers(near));
        line(&mut out, "roles that would grant it: ", &self.granted_by.roles, &|_| true);
        line(&mut out, "groups that would grant it: ", &self.granted_by.groups, &|_| true);
        if self.roles.is_empty() {
            out.push_str("\nroles held: none");
        }
        line(&mut out, "roles held: ", &self.roles, &|_| true);
        push(&mut out, &["\ngroups claim: ", self.groups_state.as_str(), state(self.groups_state)]);
        if !self.map_digest.is_empty() {
            push(&mut out, &["\nrole map: sha-256 ", &self.map_digest]);
        }
        out
    }
}

impl Step {
    fn to_json(&self) -> Json {
        let mut all = Members::default();
        all.text("effect", self.effect.as_str());
        all.text("grant", &self.grant);
        for (key, value) in [("group", &self.group), ("raw", &self.raw), ("source", &self.source)] {
            if let Some(value) = value {
                all.text(key, value);
            }
        }
        if let Some(entry) = self.entry.and_then(|entry| i64::try_from(entry).ok()) {
            all.add("entry", Json::Integer(entry));
        }
        if !self.role_path.is_empty() {
            all.texts("rolePath", &self.role_path);
        }
        Json::Object(all.0)
    }

    fn write(&self, out: &mut String) {
        if let Some(source) = &self.source {
            push(out, &["claim ", source, " → "]);
        }
        match (&self.group, &self.raw) {
            (Some(group), Some(raw)) if group != raw => push(out, &["group `", group, "` (in the token `", raw, "`) → "]),
            (Some(group), _) => push(out, &["group `", group, "` → "]),
            (None, Some(raw)) => push(out, &["`", raw, "` → "]),
            (None, None) => push(out, &["a name that could not be read → "]),
        }
        if let Some(entry) = self.entry {
            push(out, &["entry ", &item_of("/groups", entry), " → "]);
        }
        for role in &self.role_path {
            push(out, &["role `", role, "` → "]);
        }
        push(out, &[if self.effect == Effect::Allow { "grant" } else { "deny" }, " `", &self.grant, "`"]);
    }
}

/// The members of an object, one by one.
#[derive(Default)]
struct Members(Vec<(String, Json)>);

impl Members {
    #[inline(never)]
    fn add(&mut self, key: &str, value: Json) {
        self.0.push((key.into(), value));
    }

    #[inline(never)]
    fn text(&mut self, key: &str, value: &str) {
        self.add(key, Json::Text(value.into()));
    }

    #[inline(never)]
    fn texts(&mut self, key: &str, values: &[String]) {
        let mut items = Vec::new();
        for value in values {
            items.push(Json::Text(value.clone()));
        }
        self.add(key, Json::List(items));
    }
}

impl Effect {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Effect::Allow => "allow",
            Effect::Deny => "deny",
        }
    }
}

fn sentence(explanation: &Explanation) -> &'static str {
    match explanation.decision.reason {
        Reason::Granted => "a grant covers it and no deny does",
        Reason::ExplicitDeny => "a deny covers it, and a deny always wins",
        Reason::NoGrant => "no grant of this person covers it",
        Reason::SignedOut => "nobody is signed in",
        Reason::PatternInCheck => "a check names one permission, without `*`, `{` or `}`; ask `canSome` about patterns",
        Reason::UnknownPermission => "it is not a permission of this role map",
        Reason::Pending => "it is not known yet who is there",
        Reason::MapInvalid => "the role map is refused",
        _ if !explanation.by.is_empty() => "names could not be read whole, and one of those unseen could deny it",
        _ => "names could not be read whole, and none of those seen grants it",
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Overage => ", the provider left groups out because they were too many",
        State::Unavailable => ", a source could not be asked",
        State::Malformed => ", it has a shape that was not agreed",
        State::Present => "",
        State::Empty => ", it is there and names nothing",
        State::Absent => ", it is not in the token",
    }
}

#[inline(never)]
fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

#[inline(never)]
fn line(out: &mut String, title: &str, names: &[String], tells: &dyn Fn(&str) -> bool) {
    let mut before = ["\n", title];
    for name in names {
        if tells(name) {
            push(out, &[before[0], before[1], "`", name, "`"]);
            before = [", ", ""];
        }
    }
}
