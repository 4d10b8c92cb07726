//! What a rule or an entry of `landing` asks of a person: one list of names, all of them or any.

use alloc::{string::String, vec::Vec};

use super::decision::{Outcome, Reason, RoleAnswer};
use super::route::Person;
use super::route_table::References;
use super::route_verdict::{both, either};
use crate::finding::Findings;
use crate::finding::reader::{self, Pointer};
use crate::json::Json;

/// What the names of a [`Need`] are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Permissions, which may hold captures.
    Permission,
    /// Roles of the map.
    Role,
    /// Scopes.
    Scope,
    /// Values of `acr`, which `stepUp` asks for.
    Acr,
}

/// Names that are asked for.
#[derive(Clone, Debug)]
pub struct Need {
    /// What they are.
    pub what: Asked,
    /// Whether all of them, or one of them.
    pub all: bool,
    /// The names.
    pub names: Vec<String>,
}

impl Need {
    /// Whether the person has what is asked for; `bind` fills captures in.
    pub fn judge(&self, person: &dyn Person, bind: &dyn Fn(&str) -> Option<String>) -> Reason {
        let join = if self.all { both } else { either };
        let mut verdict = None;
        for name in &self.names {
            let one = self.what.judge(name, person, bind);
            verdict = Some(verdict.map_or(one, |known| join(known, one)));
        }
        verdict.unwrap_or(Reason::Granted)
    }
}

impl Asked {
    fn judge(self, name: &str, person: &dyn Person, bind: &dyn Fn(&str) -> Option<String>) -> Reason {
        match self {
            Asked::Permission => match bind(name).map(|permission| person.check(&permission)) {
                Some((Outcome::Allowed, _)) => Reason::Granted,
                Some((_, reason)) => reason,
                None => Reason::BadParam,
            },
            Asked::Role => match person.role(name) {
                RoleAnswer::Held => Reason::Granted,
                RoleAnswer::Missing => Reason::RoleMissing,
                RoleAnswer::ExplicitDeny => Reason::ExplicitDeny,
                RoleAnswer::Indeterminate(reason) => reason,
            },
            Asked::Scope if person.has_scope(name) => Reason::Granted,
            Asked::Scope | Asked::Acr => Reason::ScopeMissing,
        }
    }
}

/// Reads lists of names.
pub(super) struct NeedReader<'a> {
    /// What the rest of the map says of names.
    pub checks: &'a dyn References,
    /// The parameters of the pattern; `None` when it was refused, and nothing can be said of captures.
    pub bound: Option<Vec<&'a str>>,
    /// Where faults go.
    pub findings: &'a mut Findings,
}

impl NeedReader<'_> {
    /// A list that asks, so that an empty one is refused; a scope may stand alone.
    pub fn names(&mut self, what: Asked, value: &Json, at: &Pointer<'_>) -> Vec<String> {
        let mut names = Vec::new();
        if what == Asked::Scope && value.as_str().is_some() {
            self.name(what, value, at, &mut names);
        } else {
            for (place, item) in reader::asking_list(value, at, self.findings).unwrap_or_default().iter().enumerate() {
                self.name(what, item, &at.item(place), &mut names);
            }
        }
        names
    }

    /// One name.
    pub fn name(&mut self, what: Asked, item: &Json, at: &Pointer<'_>, names: &mut Vec<String>) {
        let Some(text) = reader::text(item, at, self.findings) else { return };
        if let Some(code) = self.fault(what, text) {
            at.error(code, text, self.findings);
        }
        names.push(text.into());
    }

    fn fault(&self, what: Asked, text: &str) -> Option<&'static str> {
        match what {
            Asked::Permission => {
                let code = self.checks.permission(text, self.bound.as_deref().unwrap_or_default()).err()?;
                (self.bound.is_some() || code != "unbound_capture").then_some(code)
            }
            Asked::Role => (!self.checks.role(text)).then_some("unknown_role"),
            Asked::Scope | Asked::Acr => (!is_token(text)).then_some("bad_value"),
        }
    }
}

/// RFC 6749 section 3.3, `scope-token`; an `acr` value is a list of the same kind in `acr_values`.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\\'))
}
