//! Findings as people read them: code, place, words.

mod place;
mod words;

use alloc::{string::String, vec::Vec};

use super::{child_into, item_into};
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
    pub help: &'static str,
    /// Whether the last key of the pointer is at fault, not its value.
    at_key: bool,
    mark: Mark,
}

/// What is to be done with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// It is told at its pointer.
    Open,
    /// It is told when its pointer comes again.
    Later,
    /// Nothing more.
    Done,
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
            ("help", self.help.into()),
        ])
    }

    fn is_twin(&self, other: &Finding) -> bool {
        self.code == other.code && self.pointer == other.pointer && self.message == other.message
    }
}

/// Findings while a map is read, in any order; [`Findings::in_order`] sorts them.
#[derive(Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds an error at `pointer`; `what` names the part at fault (user input), or is empty.
    #[inline(never)]
    pub fn error(&mut self, code: &'static str, pointer: &str, what: &str) {
        let at_key = matches!(code, "unknown_key" | "duplicate_key");
        self.add(code, pointer, what, at_key, words::error(code));
    }

    /// As [`Findings::error`], where the last key of `pointer` is at fault, not its value.
    #[inline(never)]
    pub fn error_at_key(&mut self, code: &'static str, pointer: &str, what: &str) {
        self.add(code, pointer, what, true, words::error(code));
    }

    /// Adds a warning (lint) at `pointer`; `what` as for [`Findings::error`].
    pub fn warning(&mut self, code: &'static str, pointer: &str, what: &str) {
        self.add(code, pointer, what, false, words::warning(code));
        if let Some(found) = self.list.last_mut() {
            found.level = Level::Warning;
        }
    }

    /// The text is not JSON: `at` as the parser says.
    pub fn not_json(&mut self, text: &str, at: Malformed) {
        self.error("not_json", "", "");
        if let Some(found) = self.list.last_mut()
            && at.line > 0
        {
            found.line = Some(at.line);
            found.column = Some(place::characters(text, at));
        }
    }

    #[inline(never)]
    fn add(&mut self, code: &'static str, pointer: &str, what: &str, at_key: bool, (message, help): (&str, &'static str)) {
        let mut text = String::from(message);
        if !what.is_empty() {
            let end = what.char_indices().nth(200).map_or(what.len(), |(end, _)| end);
            [": `", what.get(..end).unwrap_or_default(), "`"].iter().for_each(|part| text.push_str(part));
        }
        let (level, pointer) = (Level::Error, pointer.into());
        // A name that stands twice is at fault where it stands again.
        let mark = if code == "duplicate_key" { Mark::Later } else { Mark::Open };
        self.list.push(Finding { level, code, pointer, line: None, column: None, message: text, help, at_key, mark });
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many were found, twins too.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Whether so many were found since there were `before` that nothing further on in the file is told: what lies in one array or
    /// object is read in its order. More than [`MAX_FINDINGS`], since some may be twins.
    pub fn are_enough(&self, before: usize) -> bool {
        self.list.len() >= before + 4 * MAX_FINDINGS
    }

    /// All that was found, in the order of finding.
    pub fn into_list(self) -> Vec<Finding> {
        self.list
    }

    /// The first [`MAX_FINDINGS`] in the order of the file (ruling R3), none twice; with `text`, the lines and columns too.
    pub fn in_order(self, root: &Json, text: Option<&str>) -> Vec<Finding> {
        place::in_order(self.list, root, text)
    }
}

/// The way to a value, written out as a pointer only when there is something to report.
#[derive(Clone, Copy)]
pub enum Pointer<'a> {
    /// The whole file.
    Root,
    /// A member of an object.
    Key(&'a Pointer<'a>, &'a str),
    /// An element of an array.
    Item(&'a Pointer<'a>, usize),
}

impl<'a> Pointer<'a> {
    /// The whole file.
    pub const ROOT: Pointer<'static> = Pointer::Root;

    /// The member `key` of the file.
    pub const fn top(key: &'a str) -> Pointer<'a> {
        Pointer::Key(&Pointer::Root, key)
    }

    /// One step down to `key`.
    pub const fn key(&'a self, key: &'a str) -> Pointer<'a> {
        Pointer::Key(self, key)
    }

    /// One step down to the element `at`.
    pub const fn item(&'a self, at: usize) -> Pointer<'a> {
        Pointer::Item(self, at)
    }

    /// Reports an error here, as [`Findings::error`].
    #[inline(never)]
    pub fn error(&self, code: &'static str, what: &str, findings: &mut Findings) {
        findings.error(code, &self.written(), what);
    }

    /// Reports an error of the member `key`.
    #[inline(never)]
    pub fn error_at(&self, key: &str, code: &'static str, what: &str, findings: &mut Findings) {
        self.key(key).error(code, what, findings);
    }

    /// As RFC 6901 writes it.
    pub fn written(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) {
        match self {
            Pointer::Root => {}
            Pointer::Key(parent, key) => {
                parent.write(out);
                child_into(out, key);
            }
            Pointer::Item(parent, at) => {
                parent.write(out);
                item_into(out, *at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::finding::item_of;

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
