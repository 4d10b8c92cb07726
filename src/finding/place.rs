//! Lines and columns: a scan of JSON text that is known to be well formed.

use alloc::vec::Vec;

use crate::json::Malformed;

/// A value by its place in each array or object on the way to it, or the key before it.
pub struct Place {
    pub path: Vec<usize>,
    pub at_key: bool,
}

/// Line and column from 1 of each place; `places` are in the order of the text.
pub fn locate(text: &str, places: &[Place]) -> Vec<Option<(u32, u32)>> {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0, places, found: Vec::new(), path: Vec::new() };
    scan.value();
    let mut reader = Reader { text, at: 0, line: 1, column: 1 };
    let mut told: Vec<_> = scan.found.iter().map(|offset| Some(reader.go(*offset))).collect();
    told.resize(places.len(), None);
    told
}

/// The parser's column in bytes as a column in characters.
pub fn characters(text: &str, at: Malformed) -> u32 {
    let line = text.split('\n').nth(usize::try_from(at.line).unwrap_or(0).saturating_sub(1)).unwrap_or_default();
    let bytes = usize::try_from(at.column).unwrap_or(0);
    let before = line.char_indices().take_while(|(start, _)| start + 1 < bytes).count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    places: &'a [Place],
    found: Vec<usize>,
    path: Vec<usize>,
}

impl Scan<'_> {
    fn value(&mut self) {
        self.space();
        self.mark(false);
        match self.bytes.get(self.at) {
            Some(b'{') => self.members(true),
            Some(b'[') => self.members(false),
            Some(b'"') => self.string(),
            _ => self.plain(),
        }
    }

    /// The members of an object (`keyed`) or the elements of an array; stops when every place is found.
    fn members(&mut self, keyed: bool) {
        self.at += 1;
        let mut index = 0;
        loop {
            self.space();
            if matches!(self.bytes.get(self.at), None | Some(b'}' | b']')) || self.found.len() == self.places.len() {
                break;
            }
            self.path.push(index);
            if keyed {
                self.mark(true);
                self.string();
                self.space();
                self.at += 1;
            }
            self.value();
            self.path.pop();
            self.space();
            if self.bytes.get(self.at) == Some(&b',') {
                self.at += 1;
            }
            index += 1;
        }
        self.at += 1;
    }

    fn mark(&mut self, at_key: bool) {
        while self.places.get(self.found.len()).is_some_and(|place| place.at_key == at_key && place.path == self.path) {
            self.found.push(self.at);
        }
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                break;
            }
        }
    }

    fn plain(&mut self) {
        while self.bytes.get(self.at).is_some_and(|b| !matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl Reader<'_> {
    fn go(&mut self, offset: usize) -> (u32, u32) {
        for c in self.text.get(self.at..offset).unwrap_or_default().chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = offset;
        (self.line, self.column)
    }
}
