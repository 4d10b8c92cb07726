//! What is done to each value: a closed list of steps, no regular expressions, no scripts.

use alloc::{string::String, vec, vec::Vec};

use crate::finding::Findings;
use crate::finding::reader::{self, Pointer};
use crate::json::Json;
use crate::names::Diagnostic;
use crate::order;
use crate::template::Template;

use super::shape::{find, malformed};
use super::{MAX_NAME, dn};

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
    /// What they stand for, or what is kept literally; sorted.
    targets: Vec<String>,
    /// What else is kept.
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

/// The most steps of one kind.
pub const MAX_STEPS: usize = 16;
/// The most templates with captures of one `keep`: each is tried on every name.
pub const MAX_TEMPLATES: usize = 64;
/// The most levels that `ancestors` spells out; a deeper name is dropped, so that one name cannot become thousands.
const MAX_LEVELS: usize = 64;

impl Steps {
    /// Reads `normalise`.
    pub fn parse(&mut self, value: &Json, at: &Pointer<'_>, findings: &mut Findings) {
        for (place, item) in reader::few(reader::list(value, at, findings), MAX_STEPS, at, findings).iter().enumerate() {
            let mut step = Step::default();
            if step.parse(item, &at.item(place), findings) {
                self.steps.push(step);
            }
        }
        let mut ends = Vec::new();
        for (place, step) in self.steps.iter().enumerate().filter(|(_, step)| step.action == Action::Alias) {
            for target in &step.targets {
                ends.append(&mut self.run_from(place + 1, target, true, &mut Vec::new()));
            }
        }
        for value in ends {
            self.reserved.push(value.text);
        }
        order::tidy(&mut self.reserved);
    }

    /// What becomes of `text`: no, one or (after `ancestors`) several names.
    pub fn run(&self, text: String, names: &mut Vec<String>, diagnostics: &mut Vec<Diagnostic>) {
        if self.steps.is_empty() {
            return self.end(Value { text, aliased: false }, names, diagnostics);
        }
        for value in self.run_from(0, &text, false, diagnostics) {
            self.end(value, names, diagnostics);
        }
    }

    /// What a value that went through all steps is.
    #[inline(never)]
    fn end(&self, value: Value, names: &mut Vec<String>, diagnostics: &mut Vec<Diagnostic>) {
        let Value { text: value, aliased } = value;
        if value.starts_with('$') {
            diagnostics.push(Diagnostic { code: "reserved_name", value });
        } else if !aliased && order::search_texts(&self.reserved, &value).is_ok() {
            diagnostics.push(Diagnostic { code: "alias_collision", value });
        } else if !value.is_empty() {
            names.push(value);
        }
    }

    fn run_from(&self, first: usize, text: &str, aliased: bool, diagnostics: &mut Vec<Diagnostic>) -> Vec<Value> {
        let mut values = vec![Value { text: text.into(), aliased }];
        for step in self.steps.get(first..).unwrap_or_default() {
            for value in core::mem::take(&mut values) {
                step.apply(value, &mut values, diagnostics);
            }
            if values.len() > MAX_LEVELS + 1 {
                diagnostics.push(malformed(text));
                return Vec::new();
            }
        }
        values
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
                Ok(template) if template.literal().is_some() => self.targets.push(pattern.into()),
                Ok(template) => self.patterns.push(template),
                Err(fault) => at.error(fault.code(), pattern, findings),
            }
        }
        if self.patterns.len() > MAX_TEMPLATES {
            at.error("too_large", "", findings);
        }
        order::tidy(&mut self.targets);
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
            Action::Keep => match order::search_texts(&self.targets, text).is_ok() || self.fits(text) {
                true => value.text,
                false => return,
            },
            Action::AddPrefix => {
                let mut long = self.word.clone();
                long.push_str(text);
                long
            }
        };
        // Dropped here, before a prefix could make a name of nothing.
        if changed.len() > MAX_NAME {
            diagnostics.push(malformed(&changed));
        } else if !changed.is_empty() {
            value.text = changed;
            out.push(value);
        }
    }

    fn fits(&self, text: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.matches(text).is_some())
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
    let text = value.text.as_str();
    let (mut ends, mut start) = (Vec::new(), 0);
    while let Some(next) = text.get(start..).and_then(|rest| find(rest, separator)) {
        ends.push(start + next);
        start += next + separator.len();
    }
    if ends.len() > MAX_LEVELS {
        return diagnostics.push(malformed(text));
    }
    let mut fresh = add(text, value.aliased, out);
    // Whatever is there already came with its own ancestors.
    while let Some(prefix) = ends.pop().filter(|_| fresh).and_then(|end| text.get(..end)) {
        if !prefix.is_empty() && !prefix.ends_with(separator) {
            fresh = add(prefix, value.aliased, out);
        }
    }
}

/// Puts a value among sorted ones; `false` if it is there already.
fn add(text: &str, aliased: bool, out: &mut Vec<Value>) -> bool {
    let held = |at: usize| out.get(at).map(|held| (held.text.as_str(), held.aliased));
    let found = order::search(out.len(), &mut |at| held(at).cmp(&Some((text, aliased))));
    if let Err(place) = found {
        out.insert(place, Value { text: text.into(), aliased });
    }
    found.is_err()
}
