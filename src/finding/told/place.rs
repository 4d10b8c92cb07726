//! The order of findings, their lines and columns: one walk through the file and, beside it, through its text.

use alloc::{string::String, vec::Vec};
use core::cmp::Ordering;
use core::ops::Range;

use super::{Finding, MAX_FINDINGS, Mark, child_into, item_into};
use crate::json::{Json, Malformed};
use crate::order;

/// The parser's column in bytes as a column in characters.
pub fn characters(text: &str, at: Malformed) -> u32 {
    let line = text.split('\n').nth(usize::try_from(at.line).unwrap_or(0).saturating_sub(1)).unwrap_or_default();
    let bytes = usize::try_from(at.column).unwrap_or(0);
    let before = line.char_indices().take_while(|(start, _)| start + 1 < bytes).count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

/// The first [`MAX_FINDINGS`] in the order of the file, none twice; `text` is that of `root`.
pub fn in_order(list: Vec<Finding>, root: &Json, text: Option<&str>) -> Vec<Finding> {
    // The first at its pointer is the last to be done with.
    let key = |at: usize| list.get(at).map(|finding| (&finding.pointer, finding.mark != Mark::Later));
    let sorted = order::permutation(list.len(), &mut |a, b| key(a).cmp(&key(b)));
    let mut walk = Walk {
        list,
        sorted,
        told: Vec::new(),
        pointer: String::new(),
        text: text.unwrap_or_default(),
        at: 0,
        counted: 0,
        line: 1,
        column: 1,
    };
    let all = 0..walk.sorted.len();
    walk.value(root, 0, all, 0);
    walk.rest();
    let Walk { list, mut told, .. } = walk;
    told.truncate(MAX_FINDINGS);
    let mut sorted = Vec::new();
    for at in told {
        if let Some(finding) = list.get(at) {
            sorted.push(finding.clone());
        }
    }
    sorted
}

struct Walk<'a> {
    list: Vec<Finding>,
    /// Places of the findings, sorted by pointer.
    sorted: Vec<usize>,
    /// Places of the findings in the order of the file.
    told: Vec<usize>,
    pointer: String,
    /// Empty when there is only a value.
    text: &'a str,
    at: usize,
    /// Line and column are those of this place of the text.
    counted: usize,
    line: u32,
    column: u32,
}

impl Walk<'_> {
    /// Goes through one value; its key, if it has one, stands at `key` of the text. `within` are the findings below its parent, whose
    /// pointer has the length `from`: none of them is compared with that again.
    fn value(&mut self, value: &Json, key: usize, within: Range<usize>, from: usize) {
        self.space();
        self.pick(key, self.lying(&within, from, false));
        let below = if self.told.len() >= MAX_FINDINGS { 0..0 } else { self.lying(&within, from, true) };
        if below.is_empty() && self.text.is_empty() {
            return;
        }
        match value {
            Json::Object(members) => {
                for (name, value) in members {
                    self.step();
                    let key = self.at;
                    self.string();
                    self.step();
                    self.below(value, key, &below, &mut |pointer| child_into(pointer, name));
                }
                self.close(members.is_empty());
            }
            Json::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.step();
                    let key = self.at;
                    self.below(item, key, &below, &mut |pointer| item_into(pointer, at));
                }
                self.close(items.is_empty());
            }
            Json::Text(_) => self.string(),
            _ => self.skip(&|byte| !matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r')),
        }
    }

    fn below(&mut self, value: &Json, key: usize, within: &Range<usize>, extend: &mut dyn FnMut(&mut String)) {
        let length = self.pointer.len();
        if !within.is_empty() {
            extend(&mut self.pointer);
        }
        self.value(value, key, within.clone(), length);
        self.pointer.truncate(length);
    }

    /// Which of the findings `within` lie here, or deeper; the pointers of all begin with the first `from` bytes of this one.
    #[inline(never)]
    fn lying(&self, within: &Range<usize>, from: usize, deeper: bool) -> Range<usize> {
        let own = self.pointer.get(from..).unwrap_or_default();
        let found = order::range(self.sorted.get(within.clone()).unwrap_or_default(), &mut |at| {
            let pointer = self.list.get(at).and_then(|finding| finding.pointer.get(from..)).unwrap_or_default();
            match pointer.strip_prefix(own).filter(|_| deeper) {
                Some(rest) if rest.starts_with('/') => Ordering::Equal,
                // What stands between a pointer and those below it begins as they do, with a byte before `/`.
                Some(rest) => rest.cmp("/"),
                None => pointer.cmp(own),
            }
        });
        within.start + found.start..within.start + found.end
    }

    /// Tells what lies here: first what is wrong with the key.
    fn pick(&mut self, key: usize, here: Range<usize>) {
        let here = self.sorted.get(here).unwrap_or_default();
        let first = here.first().and_then(|at| self.list.get(*at));
        if first.is_none_or(|finding| finding.mark == Mark::Done) {
            return;
        }
        let here = here.to_vec();
        for at_key in [true, false] {
            for at in &here {
                if self.list.get(*at).is_some_and(|finding| finding.mark == Mark::Open && finding.at_key == at_key) {
                    self.count(if at_key { key } else { self.at });
                    self.tell(*at, true);
                }
            }
        }
        for at in here {
            if let Some(finding) = self.list.get_mut(at)
                && finding.mark == Mark::Later
            {
                finding.mark = Mark::Open;
            }
        }
    }

    /// What lies nowhere in the file comes last.
    fn rest(&mut self) {
        for at in core::mem::take(&mut self.sorted) {
            if self.list.get(at).is_some_and(|finding| finding.mark != Mark::Done) {
                self.tell(at, false);
            }
        }
    }

    #[inline(never)]
    fn tell(&mut self, at: usize, placed: bool) {
        let Some(finding) = self.list.get(at) else { return };
        let twin = self.told.iter().rev().take(MAX_FINDINGS).any(|told| self.list.get(*told).is_some_and(|told| told.is_twin(finding)));
        let Some(finding) = self.list.get_mut(at) else { return };
        finding.mark = Mark::Done;
        if twin {
            return;
        }
        if placed && !self.text.is_empty() {
            finding.line = Some(self.line);
            finding.column = Some(self.column);
        }
        self.told.push(at);
    }

    /// Brings line and column to this place of the text.
    fn count(&mut self, to: usize) {
        for c in self.text.get(self.counted..to).unwrap_or_default().chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.counted = self.counted.max(to);
    }

    /// Over one sign, a bracket, comma or colon, and the white space around it.
    fn step(&mut self) {
        self.space();
        self.at += 1;
        self.space();
    }

    /// Over the end of an object or array; an empty one was not begun.
    fn close(&mut self, empty: bool) {
        self.step();
        if empty {
            self.step();
        }
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                break;
            }
        }
    }

    fn space(&mut self) {
        self.skip(&|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn skip(&mut self, skips: &dyn Fn(u8) -> bool) {
        while self.text.as_bytes().get(self.at).is_some_and(|byte| skips(*byte)) {
            self.at += 1;
        }
    }
}
