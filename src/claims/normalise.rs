//! What is done to each value: a closed list of steps, no regular expressions, no scripts.

use alloc::{string::String, vec::Vec};

use crate::finding::Findings;
use crate::finding::reader::{self, Pointer};
use crate::json::Json;
use crate::names::Diagnostic;
use crate::order;
use crate::template::Template;

use super::dn;
use super::shape::{find, malformed};

/// The steps of one kind, in order.
#[derive(Default)]
pub struct Steps {
    steps: Vec<Step>,
    /// What aliases end as, sorted: nobody may be called so without being aliased (ruling R22).
    reserved: Vec<String>,
}

#[derive(Default)]
struct Step {
    action: Action,
    /// What the step strips, adds or divides at.
    word: String,
    /// The aliases, sorted.
    names: Vec<(String, String)>,
    /// What they stand for, sorted.
    targets: Vec<String>,
    /// What is kept.
    patterns: Vec<Template>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Action {
    #[default]
    Trim,
    StripPrefix,
    StripSuffix,
    LastSegment,
    Ancestors,
    DnCn,
    Fold,
    Alias,
    Keep,
    AddPrefix,
}

const ACTIONS: [(&str, Action); 10] = [
    ("trim", Action::Trim),
    ("stripPrefix", Action::StripPrefix),
    ("stripSuffix", Action::StripSuffix),
    ("lastSegment", Action::LastSegment),
    ("ancestors", Action::Ancestors),
    ("dnCn", Action::DnCn),
    ("fold", Action::Fold),
    ("alias", Action::Alias),
    ("keep", Action::Keep),
    ("addPrefix", Action::AddPrefix),
];

struct Value {
    text: String,
    aliased: bool,
}

/// The most levels that `ancestors` spells out; a deeper name is dropped, so that one name cannot become thousands.
const MAX_LEVELS: usize = 64;

impl Steps {
    /// Reads `normalise`.
    pub fn parse(&mut self, value: &Json, at: &Pointer<'_>, findings: &mut Findings) {
        for (place, item) in reader::list(value, at, findings).unwrap_or_default().iter().enumerate() {
            let mut step = Step::default();
            if step.parse(item, &at.item(place), findings) {
                self.steps.push(step);
            }
        }
        let mut ends = Vec::new();
        for (place, step) in self.steps.iter().enumerate() {
            for target in &step.targets {
                self.run_from(place + 1, Value { text: target.clone(), aliased: true }, &mut ends, &mut Vec::new());
            }
        }
        for value in ends {
            self.reserved.push(value.text);
        }
        order::tidy(&mut self.reserved);
    }

    /// What becomes of `text`: no, one or (after `ancestors`) several names.
    pub fn run(&self, text: String, names: &mut Vec<String>, diagnostics: &mut Vec<Diagnostic>) {
        let mut values = Vec::new();
        self.run_from(0, Value { text, aliased: false }, &mut values, diagnostics);
        for Value { text, aliased } in values {
            if text.starts_with('$') {
                diagnostics.push(Diagnostic { code: "reserved_name", value: text });
            } else if !aliased && order::search_texts(&self.reserved, &text).is_ok() {
                diagnostics.push(Diagnostic { code: "alias_collision", value: text });
            } else if !text.is_empty() {
                names.push(text);
            }
        }
    }

    fn run_from(&self, first: usize, value: Value, out: &mut Vec<Value>, diagnostics: &mut Vec<Diagnostic>) {
        let start = out.len();
        out.push(value);
        for step in self.steps.get(first..).unwrap_or_default() {
            for value in out.split_off(start) {
                step.apply(value, out, diagnostics);
            }
        }
    }
}

impl Step {
    /// Reads one step; `false` if there is nothing to do.
    fn parse(&mut self, value: &Json, at: &Pointer<'_>, findings: &mut Findings) -> bool {
        let Some(members) = reader::object(value, at, findings) else { return false };
        let mut named = members.iter().filter(|(key, _)| !key.starts_with("x-"));
        let (Some((key, argument)), None) = (named.next(), named.next()) else {
            at.error("bad_step", "", findings);
            return false;
        };
        let at = at.key(key);
        let Some((_, action)) = ACTIONS.iter().find(|(name, _)| name == key) else {
            at.error("bad_step", key, findings);
            return false;
        };
        self.action = *action;
        match action {
            Action::Trim | Action::DnCn => return reader::flag(argument, &at, findings),
            Action::Alias => self.parse_alias(argument, &at, findings),
            Action::Keep => self.parse_keep(argument, &at, findings),
            _ => {
                self.word = reader::word(argument, &at, findings).unwrap_or_default().into();
                let reserved = *action == Action::AddPrefix && self.word.starts_with('$');
                if reserved || *action == Action::Fold && !matches!(&*self.word, "" | "ascii-lower") {
                    at.error("bad_value", &self.word, findings);
                }
            }
        }
        true
    }

    fn parse_alias(&mut self, argument: &Json, at: &Pointer<'_>, findings: &mut Findings) {
        for (raw, target) in reader::object(argument, at, findings).unwrap_or_default() {
            let at = at.key(raw);
            let Some(target) = reader::word(target, &at, findings) else { continue };
            // `$` is for names like `$authenticated`.
            if target.starts_with('$') {
                at.error("bad_value", target, findings);
            }
            self.names.push((raw.clone(), target.into()));
            self.targets.push(target.into());
        }
        order::sort(&mut self.names, |one, other| one.0.cmp(&other.0));
        order::tidy(&mut self.targets);
    }

    fn parse_keep(&mut self, argument: &Json, at: &Pointer<'_>, findings: &mut Findings) {
        for (place, item) in reader::asking_list(argument, at, findings).unwrap_or_default().iter().enumerate() {
            let at = at.item(place);
            let Some(pattern) = reader::word(item, &at, findings) else { continue };
            match Template::parse(pattern) {
                Ok(template) => self.patterns.push(template),
                Err(fault) => at.error(fault.code(), pattern, findings),
            }
        }
    }

    fn apply(&self, mut value: Value, out: &mut Vec<Value>, diagnostics: &mut Vec<Diagnostic>) {
        let text = value.text.as_str();
        let word = self.word.as_str();
        let changed = match self.action {
            Action::Trim => String::from(text.trim_ascii()),
            Action::StripPrefix => text.strip_prefix(word).unwrap_or(text).into(),
            Action::StripSuffix => text.strip_suffix(word).unwrap_or(text).into(),
            Action::LastSegment => last_segment(text, word).into(),
            Action::Ancestors => return ancestors(value, word, out, diagnostics),
            Action::DnCn => match dn::common_name(text) {
                Some(name) => name,
                None => return diagnostics.push(Diagnostic { code: "not_a_dn", value: value.text }),
            },
            Action::Fold => text.to_ascii_lowercase(),
            Action::Alias if !value.aliased && order::search_texts(&self.targets, text).is_ok() => {
                return diagnostics.push(Diagnostic { code: "alias_collision", value: value.text });
            }
            Action::Alias => return out.push(self.alias(value)),
            Action::Keep if self.patterns.iter().any(|pattern| pattern.matches(text).is_some()) => value.text,
            Action::Keep => return,
            Action::AddPrefix => {
                let mut long = self.word.clone();
                long.push_str(text);
                long
            }
        };
        // Dropped here, before a prefix could make a name of nothing.
        if !changed.is_empty() {
            value.text = changed;
            out.push(value);
        }
    }

    fn alias(&self, value: Value) -> Value {
        let name = |place: usize| self.names.get(place);
        let order = |place: usize| name(place).map_or(core::cmp::Ordering::Greater, |(raw, _)| raw.as_str().cmp(&value.text));
        match order::search(self.names.len(), &mut { order }).ok().and_then(name) {
            Some((_, target)) => Value { text: target.clone(), aliased: true },
            None => value,
        }
    }
}

/// What stands after the last separator. As [`str::rsplit`], it is looked for from the end.
fn last_segment<'a>(text: &'a str, separator: &str) -> &'a str {
    let bytes = text.as_bytes();
    let last = bytes.windows(separator.len().max(1)).rposition(|window| window == separator.as_bytes());
    last.and_then(|at| text.get(at + separator.len()..)).unwrap_or(text)
}

fn ancestors(value: Value, separator: &str, out: &mut Vec<Value>, diagnostics: &mut Vec<Diagnostic>) {
    let (text, aliased) = (value.text.as_str(), value.aliased);
    let start = out.len();
    let (mut end, mut levels) = (0, 0);
    while let Some(next) = text.get(end..).and_then(|rest| find(rest, separator)) {
        let prefix = text.get(..end + next).unwrap_or_default();
        if !prefix.is_empty() && !prefix.ends_with(separator) {
            out.push(Value { text: prefix.into(), aliased });
        }
        end += next + separator.len();
        levels += 1;
    }
    if levels > MAX_LEVELS {
        out.truncate(start);
        return diagnostics.push(malformed(text));
    }
    out.push(value);
}
