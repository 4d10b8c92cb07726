//! What is wrong with a role map, and where.

mod place;
pub mod reader;
mod words;

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use crate::json::{Json, Malformed};

/// At most so many findings are told at once.
pub const MAX_FINDINGS: usize = 50;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The map is refused.
    Error,
    /// The map works; somebody should look.
    Warning,
}

/// One fault of a role map. `code` is from the closed list in `manual/role_map.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub level: Level,
    /// The stable code.
    pub code: &'static str,
    /// JSON pointer (RFC 6901) to the value at fault.
    pub pointer: String,
    /// Line from 1, only for text.
    pub line: Option<u32>,
    /// Column from 1 in characters, only for text.
    pub column: Option<u32>,
    /// What is wrong, in lower case.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl Finding {
    /// The twin of `Finding` in `www/lib/errors.ts`.
    pub fn to_json(&self) -> Json {
        let level = if self.level == Level::Error { "error" } else { "warning" };
        Json::object([
            ("level", level.into()),
            ("code", self.code.into()),
            ("pointer", self.pointer.as_str().into()),
            ("line", self.line.map(i64::from).into()),
            ("column", self.column.map(i64::from).into()),
            ("message", self.message.as_str().into()),
            ("help", self.help.as_str().into()),
        ])
    }
}

/// Findings while a map is read, in any order; [`Findings::in_order`] sorts them.
#[derive(Default)]
pub struct Findings {
    list: Vec<Found>,
}

struct Found {
    finding: Finding,
    at_key: bool,
    /// A name that stands twice is at fault where it stands again.
    again: bool,
}

impl Findings {
    /// Adds an error at `pointer`; `what` names the part at fault (user input), or is empty.
    pub fn error(&mut self, code: &'static str, pointer: &str, what: &str) {
        let at_key = matches!(code, "unknown_key" | "duplicate_key");
        self.add(code, pointer, what, at_key, words::error(code));
    }

    /// As [`Findings::error`], where the last key of `pointer` is at fault, not its value.
    pub fn error_at_key(&mut self, code: &'static str, pointer: &str, what: &str) {
        self.add(code, pointer, what, true, words::error(code));
    }

    /// Adds a warning (lint) at `pointer`; `what` as for [`Findings::error`].
    pub fn warning(&mut self, code: &'static str, pointer: &str, what: &str) {
        self.add(code, pointer, what, false, words::warning(code));
        if let Some(found) = self.list.last_mut() {
            found.finding.level = Level::Warning;
        }
    }

    /// The text is not JSON: `at` as the parser says.
    pub fn not_json(&mut self, text: &str, at: Malformed) {
        self.error("not_json", "", "");
        if let Some(found) = self.list.last_mut()
            && at.line > 0
        {
            found.finding.line = Some(at.line);
            found.finding.column = Some(place::characters(text, at));
        }
    }

    fn add(&mut self, code: &'static str, pointer: &str, what: &str, at_key: bool, (message, help): (&str, &str)) {
        let mut text = String::from(message);
        if !what.is_empty() {
            text.push_str(": `");
            text.extend(what.chars().take(200));
            text.push('`');
        }
        let finding =
            Finding { level: Level::Error, code, pointer: pointer.into(), line: None, column: None, message: text, help: help.into() };
        self.list.push(Found { finding, at_key, again: code == "duplicate_key" });
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All that was found, in the order of finding.
    pub fn into_list(self) -> Vec<Finding> {
        self.list.into_iter().map(|found| found.finding).collect()
    }

    /// The first [`MAX_FINDINGS`] in the order of the file (ruling R3), none twice; with `text`, the lines and columns too.
    pub fn in_order(self, root: &Json, text: Option<&str>) -> Vec<Finding> {
        let mut pending: BTreeMap<String, Vec<Found>> = BTreeMap::new();
        for found in self.list {
            let here = pending.entry(found.finding.pointer.clone()).or_default();
            if !here.iter().any(|known| known.finding == found.finding) {
                here.push(found);
            }
        }
        let mut walk = Walk { pending, sorted: Vec::new(), places: Vec::new(), path: Vec::new() };
        walk.visit(root, String::new());
        let Walk { pending, mut sorted, places, .. } = walk;
        let found = text.map_or_else(Vec::new, |text| place::locate(text, &places));
        for (finding, place) in sorted.iter_mut().zip(found.into_iter().chain(core::iter::repeat(None))) {
            // What is no JSON was placed by the parser.
            if finding.code != "not_json" || text.is_none() {
                finding.line = place.map(|(line, _)| line);
                finding.column = place.map(|(_, column)| column);
            }
        }
        sorted.extend(pending.into_values().flatten().map(|found| found.finding));
        sorted.truncate(MAX_FINDINGS);
        sorted
    }
}

/// A walk through the file that picks the findings up where they lie.
struct Walk {
    pending: BTreeMap<String, Vec<Found>>,
    sorted: Vec<Finding>,
    places: Vec<place::Place>,
    path: Vec<usize>,
}

impl Walk {
    fn visit(&mut self, value: &Json, pointer: String) {
        self.pick(&pointer);
        let prefix = child(&pointer, "");
        let inside = self.pending.range(prefix.clone()..).next().is_some_and(|(next, _)| next.starts_with(&prefix));
        if !inside || self.sorted.len() >= MAX_FINDINGS {
            return;
        }
        match value {
            Json::Object(members) => members.iter().enumerate().for_each(|(at, (name, value))| self.step(at, value, child(&pointer, name))),
            Json::List(items) => items.iter().enumerate().for_each(|(at, item)| self.step(at, item, item_of(&pointer, at))),
            _ => {}
        }
    }

    fn step(&mut self, at: usize, value: &Json, pointer: String) {
        self.path.push(at);
        self.visit(value, pointer);
        self.path.pop();
    }

    fn pick(&mut self, pointer: &str) {
        let Some(here) = self.pending.remove(pointer) else { return };
        let (mut later, mut now): (Vec<_>, Vec<_>) = here.into_iter().partition(|found| found.again);
        now.sort_by_key(|found| !found.at_key);
        for found in now {
            self.places.push(place::Place { path: self.path.clone(), at_key: found.at_key });
            self.sorted.push(found.finding);
        }
        if !later.is_empty() {
            later.iter_mut().for_each(|found| found.again = false);
            self.pending.insert(pointer.into(), later);
        }
    }
}

/// `pointer` one step down to `key`, escaped as RFC 6901 section 3 says.
pub fn child(pointer: &str, key: &str) -> String {
    let mut text = String::from(pointer);
    text.push('/');
    for c in key.chars() {
        match c {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            c => text.push(c),
        }
    }
    text
}

/// `pointer` one step down to the element `at` of an array.
pub fn item_of(pointer: &str, at: usize) -> String {
    let mut digits = Vec::new();
    let mut rest = at;
    loop {
        digits.push(char::from_digit(u32::try_from(rest % 10).unwrap_or(0), 10).unwrap_or('0'));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    let mut text = String::from(pointer);
    text.push('/');
    text.extend(digits.iter().rev());
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn places(text: &str, faults: &[(&'static str, &str)]) -> Vec<(String, u32, u32)> {
        let mut findings = Findings::default();
        faults.iter().for_each(|(code, pointer)| findings.error(code, pointer, ""));
        let root = Json::parse_keeping_duplicates(text).unwrap();
        let told = findings.in_order(&root, Some(text));
        told.into_iter().map(|f| (f.pointer, f.line.unwrap_or(0), f.column.unwrap_or(0))).collect()
    }

    #[test]
    fn findings_are_told_in_the_order_of_the_text() {
        let text = "{\n  \"é\": [1, {\"a/b\": 2}],\n  \"z\": 3, \"z\": 4\n}";
        let told = places(
            text,
            &[("duplicate_key", "/z"), ("bad_value", "/é/1/a~1b"), ("unknown_key", "/é"), ("missing_key", ""), ("bad_value", "/é/0")],
        );
        let expected = [("", 1, 1), ("/é", 2, 3), ("/é/0", 2, 9), ("/é/1/a~1b", 2, 20), ("/z", 3, 11)];
        assert_eq!(told, expected.map(|(pointer, line, column)| (pointer.to_owned(), line, column)));
    }

    #[test]
    fn at_most_fifty_and_none_twice() {
        let text = ["[", &"1,".repeat(99), "1]"].concat();
        let mut findings = Findings::default();
        for at in (0..100).rev().chain(0..100) {
            findings.error("bad_value", &item_of("", at), "");
        }
        let told = findings.in_order(&Json::parse(&text).unwrap(), None);
        assert_eq!(told.len(), 50);
        assert_eq!(told.iter().map(|f| f.pointer.as_str()).take(3).collect::<Vec<_>>(), ["/0", "/1", "/2"]);
        assert!(told.iter().all(|f| f.line.is_none() && !f.message.is_empty() && !f.help.is_empty()));
    }

    #[test]
    fn a_finding_beyond_the_file_is_still_told() {
        assert_eq!(places("{}", &[("missing_key", "/nowhere")]), [("/nowhere".to_owned(), 0, 0)]);
    }

    #[test]
    fn malformed_text_is_placed_in_characters() {
        let text = "{\n  \"é\": x}";
        let mut findings = Findings::default();
        findings.not_json(text, Json::parse(text).unwrap_err());
        let told = findings.into_list();
        assert_eq!(told.first().map(|f| (f.line, f.column)), Some((Some(2), Some(8))));
    }
}
