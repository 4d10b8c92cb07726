//! What is wrong with a role map, and where.

use alloc::{string::String, vec::Vec};

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

/// Findings while a map is read: `at` is a JSON pointer that grows and shrinks with the walk.
#[derive(Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds an error at `pointer`; `what` names the part at fault (user input), or is empty.
    pub fn error(&mut self, code: &'static str, pointer: &str, what: &str) {
        let (message, help) = words(code);
        let mut text = String::from(message);
        if !what.is_empty() {
            text.push_str(": `");
            text.push_str(what);
            text.push('`');
        }
        self.list.push(Finding {
            level: Level::Error,
            code,
            pointer: pointer.into(),
            line: None,
            column: None,
            message: text,
            help: help.into(),
        });
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All that was found, in the order of finding.
    pub fn into_list(self) -> Vec<Finding> {
        self.list
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

/// The message and the way out of each code.
fn words(_code: &str) -> (&'static str, &'static str) {
    ("", "")
}
