//! What is done to each value: a closed list of steps, no regular expressions, no scripts.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::{string::String, vec, vec::Vec};

use crate::finding::{Findings, child};
use crate::json::Json;
use crate::names::Diagnostic;
use crate::template::Template;

use super::dn;
use super::strict::{asking_list, items, text};

/// The steps of one kind, in order.
#[derive(Default)]
pub struct Steps {
    steps: Vec<Step>,
    /// What aliases end as, sorted: nobody may be called so without being aliased (ruling R22).
    reserved: Vec<String>,
}

enum Step {
    Trim,
    StripPrefix(String),
    StripSuffix(String),
    LastSegment(String),
    Ancestors(String),
    DnCn,
    Lower,
    Alias(Aliases),
    Keep(Vec<Template>),
    AddPrefix(String),
}

#[derive(Default)]
struct Aliases {
    names: BTreeMap<String, String>,
    targets: BTreeSet<String>,
}

struct Value {
    text: String,
    aliased: bool,
}

/// The most levels that `ancestors` spells out; a deeper name is dropped, so that one name cannot become thousands.
const MAX_LEVELS: usize = 64;

impl Steps {
    /// Reads `normalise`.
    pub fn parse(value: &Json, pointer: &str, findings: &mut Findings) -> Option<Self> {
        let Some(list) = value.as_list() else {
            findings.error("wrong_type", pointer, "");
            return None;
        };
        let steps = items(list, pointer).filter_map(|(item, pointer)| Step::parse(item, &pointer, findings)).collect();
        let mut steps = Self { steps, reserved: Vec::new() };
        steps.reserved = steps.alias_ends();
        Some(steps)
    }

    /// What becomes of `text`: no, one or (after `ancestors`) several names.
    pub fn run(&self, text: String, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
        let values = run(&self.steps, Value { text, aliased: false }, diagnostics);
        let mut out = Vec::with_capacity(values.len());
        for value in values {
            if value.text.starts_with('$') {
                diagnostics.push(Diagnostic { code: "reserved_name", value: value.text });
            } else if !value.aliased && self.reserved.binary_search(&value.text).is_ok() {
                diagnostics.push(Diagnostic { code: "alias_collision", value: value.text });
            } else if !value.text.is_empty() {
                out.push(value.text);
            }
        }
        out
    }

    fn alias_ends(&self) -> Vec<String> {
        let mut ends = Vec::new();
        for (place, step) in self.steps.iter().enumerate() {
            let (Step::Alias(aliases), Some(after)) = (step, self.steps.get(place + 1..)) else { continue };
            for target in &aliases.targets {
                let values = run(after, Value { text: target.clone(), aliased: true }, &mut Vec::new());
                ends.extend(values.into_iter().map(|value| value.text));
            }
        }
        ends.sort_unstable();
        ends.dedup();
        ends
    }
}

fn run(steps: &[Step], value: Value, diagnostics: &mut Vec<Diagnostic>) -> Vec<Value> {
    let mut values = vec![value];
    for step in steps {
        let mut next = Vec::with_capacity(values.len());
        for value in values {
            step.apply(value, &mut next, diagnostics);
        }
        values = next;
    }
    values
}

impl Step {
    fn parse(value: &Json, pointer: &str, findings: &mut Findings) -> Option<Self> {
        let Some(members) = value.as_object() else {
            findings.error("wrong_type", pointer, "");
            return None;
        };
        let mut named = members.iter().filter(|(key, _)| !key.starts_with("x-"));
        let (Some((key, argument)), None) = (named.next(), named.next()) else {
            findings.error("bad_step", pointer, "");
            return None;
        };
        let pointer = child(pointer, key);
        let mut word = || text(argument, &pointer, findings).map(String::from);
        match key.as_str() {
            "stripPrefix" => word().map(Self::StripPrefix),
            "stripSuffix" => word().map(Self::StripSuffix),
            "lastSegment" => word().map(Self::LastSegment),
            "ancestors" => word().map(Self::Ancestors),
            "addPrefix" => word().filter(|prefix| is_free(prefix, &pointer, findings)).map(Self::AddPrefix),
            "trim" => flag(argument, &pointer, findings).then_some(Self::Trim),
            "dnCn" => flag(argument, &pointer, findings).then_some(Self::DnCn),
            "fold" => match word()?.as_str() {
                "ascii-lower" => Some(Self::Lower),
                other => {
                    findings.error("bad_value", &pointer, other);
                    None
                }
            },
            "alias" => parse_alias(argument, &pointer, findings),
            "keep" => parse_keep(argument, &pointer, findings),
            _ => {
                findings.error("bad_step", &pointer, key);
                None
            }
        }
    }

    fn apply(&self, value: Value, out: &mut Vec<Value>, diagnostics: &mut Vec<Diagnostic>) {
        let text = value.text.as_str();
        let changed = match self {
            Self::Trim => text.trim_matches(|c: char| c.is_ascii_whitespace()).into(),
            Self::StripPrefix(prefix) => text.strip_prefix(prefix.as_str()).unwrap_or(text).into(),
            Self::StripSuffix(suffix) => text.strip_suffix(suffix.as_str()).unwrap_or(text).into(),
            Self::LastSegment(separator) => text.rsplit(separator.as_str()).next().unwrap_or(text).into(),
            Self::Ancestors(separator) => return ancestors(&value, separator, out, diagnostics),
            Self::DnCn => match dn::common_name(text) {
                Some(name) => name,
                None => return diagnostics.push(Diagnostic { code: "not_a_dn", value: value.text }),
            },
            Self::Lower => text.to_ascii_lowercase(),
            Self::Alias(aliases) => return alias(aliases, value, out, diagnostics),
            Self::Keep(patterns) if patterns.iter().any(|pattern| pattern.matches(text).is_some()) => value.text,
            Self::Keep(_) => return,
            Self::AddPrefix(prefix) => {
                let mut long = prefix.clone();
                long.push_str(text);
                long
            }
        };
        // Dropped here, before a prefix could make a name of nothing.
        if !changed.is_empty() {
            out.push(Value { text: changed, aliased: value.aliased });
        }
    }
}

fn ancestors(value: &Value, separator: &str, out: &mut Vec<Value>, diagnostics: &mut Vec<Diagnostic>) {
    let text = value.text.as_str();
    if text.matches(separator).count() > MAX_LEVELS {
        return diagnostics.push(super::shape::malformed(text));
    }
    for (end, _) in text.match_indices(separator) {
        if let Some(prefix) = text.get(..end).filter(|prefix| !prefix.is_empty() && !prefix.ends_with(separator)) {
            out.push(Value { text: prefix.into(), aliased: value.aliased });
        }
    }
    out.push(Value { text: text.into(), aliased: value.aliased });
}

fn alias(aliases: &Aliases, value: Value, out: &mut Vec<Value>, diagnostics: &mut Vec<Diagnostic>) {
    if !value.aliased && aliases.targets.contains(&value.text) {
        return diagnostics.push(Diagnostic { code: "alias_collision", value: value.text });
    }
    out.push(match aliases.names.get(&value.text) {
        Some(target) => Value { text: target.clone(), aliased: true },
        None => value,
    });
}

fn flag(argument: &Json, pointer: &str, findings: &mut Findings) -> bool {
    argument.as_bool().unwrap_or_else(|| {
        findings.error("wrong_type", pointer, "");
        false
    })
}

/// Whether a text does not begin with `$`, which is for names like `$authenticated`.
fn is_free(text: &str, pointer: &str, findings: &mut Findings) -> bool {
    let free = !text.starts_with('$');
    if !free {
        findings.error("bad_value", pointer, text);
    }
    free
}

fn parse_alias(argument: &Json, pointer: &str, findings: &mut Findings) -> Option<Step> {
    let Some(members) = argument.as_object() else {
        findings.error("wrong_type", pointer, "");
        return None;
    };
    let mut aliases = Aliases::default();
    for (raw, target) in members {
        let place = child(pointer, raw);
        if let Some(target) = text(target, &place, findings).filter(|target| is_free(target, &place, findings)) {
            aliases.names.insert(raw.clone(), target.into());
            aliases.targets.insert(target.into());
        }
    }
    Some(Step::Alias(aliases))
}

fn parse_keep(argument: &Json, pointer: &str, findings: &mut Findings) -> Option<Step> {
    let list = asking_list(argument, pointer, findings)?;
    let mut patterns = Vec::with_capacity(list.len());
    for (item, pointer) in items(list, pointer) {
        match text(item, &pointer, findings).map(|pattern| (pattern, Template::parse(pattern))) {
            Some((_, Ok(template))) => patterns.push(template),
            Some((pattern, Err(fault))) => findings.error(fault.code(), &pointer, pattern),
            None => {}
        }
    }
    Some(Step::Keep(patterns))
}
