//! The parser: one pass, by hand, since a general one with its tables is several times what a page should load for this.

use alloc::{string::String, vec::Vec};

use super::{Json, MAX_DEPTH, Malformed};
use crate::order;

/// Reads one value and nothing after it.
pub fn read(text: &str, duplicates: bool) -> Result<Json, Malformed> {
    let mut reader = Reader { text, at: 0, duplicates };
    let value = reader.value(MAX_DEPTH).filter(|_| reader.peek().is_none());
    value.ok_or_else(|| position(text, reader.at))
}

/// Where the first byte that does not fit stands; at the end of the text, where its last one does.
fn position(text: &str, at: usize) -> Malformed {
    let (mut line, mut column) = (1, 0);
    for byte in text.bytes().take(at + 1) {
        column += 1;
        if byte == b'\n' {
            (line, column) = (line + 1, 0);
        }
    }
    Malformed { line, column }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    duplicates: bool,
}

impl Reader<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    /// Goes past `byte` if it is the next one.
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.byte() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: u8) -> Option<Json> {
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'[' => self.list(depth),
            b'{' => self.object(depth),
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        word.bytes().all(|byte| self.eat(byte)).then_some(value)
    }

    fn list(&mut self, depth: u8) -> Option<Json> {
        self.at += 1;
        let depth = depth.checked_sub(1)?;
        let mut items = Vec::new();
        let mut more = self.peek()? != b']' || !self.eat(b']');
        while more {
            items.push(self.value(depth)?);
            more = self.goes_on(b']')?;
        }
        Some(Json::List(items))
    }

    fn object(&mut self, depth: u8) -> Option<Json> {
        self.at += 1;
        let depth = depth.checked_sub(1)?;
        let mut members = Vec::new();
        let mut more = self.peek()? != b'}' || !self.eat(b'}');
        while more {
            let name = self.peek().filter(|byte| *byte == b'"').and_then(|_| self.string())?;
            self.peek();
            self.eat(b':').then_some(())?;
            members.push((name, self.value(depth)?));
            more = self.goes_on(b'}')?;
        }
        (self.duplicates || !order::has_twins(members.len(), &|at| members.get(at).map_or("", |(name, _)| name)))
            .then_some(Json::Object(members))
    }

    /// After an item: a comma, or `end`.
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        self.peek();
        let more = self.eat(b',');
        (more || self.eat(end)).then_some(more)
    }

    fn string(&mut self) -> Option<String> {
        let mut out = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while !matches!(self.byte()?, ..b' ' | b'"' | b'\\') {
                self.at += 1;
            }
            let part = self.text.get(start..self.at)?;
            let is_end = self.eat(b'"');
            if is_end && out.is_empty() {
                return Some(part.into());
            }
            out.push_str(part);
            if is_end {
                return Some(out);
            }
            self.eat(b'\\').then_some(())?;
            out.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Option<char> {
        let plain = match self.byte()? {
            b'u' => return self.unicode(),
            b'b' => '\u{8}',
            b't' => '\t',
            b'n' => '\n',
            b'f' => '\u{c}',
            b'r' => '\r',
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            _ => return None,
        };
        self.at += 1;
        Some(plain)
    }

    /// One code point, or both halves of one; half a pair alone is no text.
    fn unicode(&mut self) -> Option<char> {
        let first = self.unit()?;
        if first & 0xfc00 != 0xd800 {
            return char::from_u32(first);
        }
        let second = self.eat(b'\\').then(|| self.unit())??;
        (second & 0xfc00 == 0xdc00).then(|| char::from_u32(0x1_0000 + ((first & 0x3ff) << 10 | second & 0x3ff)))?
    }

    fn unit(&mut self) -> Option<u32> {
        self.eat(b'u').then_some(())?;
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.byte()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    fn number(&mut self) -> Option<Json> {
        let mut number = Number { negative: self.eat(b'-'), ..Number::default() };
        if !self.eat(b'0') {
            self.digits(&mut |digit| number.take(digit, 0))?;
        } else if matches!(self.byte(), Some(b'0'..=b'9')) {
            return None;
        }
        if self.eat(b'.') {
            number.float = true;
            self.digits(&mut |digit| number.take(digit, 1))?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            number.float = true;
            let down = self.eat(b'-');
            let _ = down || self.eat(b'+');
            let mut exponent = 0i32;
            self.digits(&mut |digit| exponent = exponent.saturating_mul(10).saturating_add(i32::from(digit)))?;
            number.exponent = number.exponent.saturating_add(if down { -exponent } else { exponent });
        }
        let value = number.value();
        // A number that is too large ends before the reader's place.
        self.at -= usize::from(value.is_none());
        value
    }

    /// At least one digit.
    fn digits(&mut self, take: &mut dyn FnMut(u8)) -> Option<()> {
        let start = self.at;
        while let Some(byte @ b'0'..=b'9') = self.byte() {
            take(byte - b'0');
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

/// `significand` times ten to the `exponent`.
#[derive(Default)]
struct Number {
    negative: bool,
    float: bool,
    full: bool,
    significand: u64,
    exponent: i32,
}

impl Number {
    /// Takes a digit in, `fraction` of them behind the point. Where no more fit, they only move the point.
    fn take(&mut self, digit: u8, fraction: i32) {
        let digit = u64::from(digit);
        // Not `checked_mul`, which multiplies in 128 bits.
        self.full |= self.significand > (u64::MAX - digit) / 10;
        match self.full {
            false => (self.significand, self.exponent) = (self.significand * 10 + digit, self.exponent - fraction),
            true => (self.float, self.exponent) = (true, self.exponent + 1 - fraction),
        }
    }

    fn value(&self) -> Option<Json> {
        let whole = if self.negative { 0i64.checked_sub_unsigned(self.significand) } else { i64::try_from(self.significand).ok() };
        match whole.filter(|value| !self.float && (*value != 0 || !self.negative)) {
            Some(value) => Some(Json::Integer(value)),
            None => Some(self.scaled()).filter(|value| value.is_finite()).map(Json::Float),
        }
    }

    /// Exact for what has up to 15 digits and 22 decimal places, else within a few units in the last place.
    #[allow(clippy::cast_precision_loss, reason = "nothing that is read here needs more digits than a double has")]
    fn scaled(&self) -> f64 {
        let mut value = self.significand as f64;
        let mut left = self.exponent.unsigned_abs();
        while left > 0 && value != 0.0 && value.is_finite() {
            let step = left.min(22);
            let power = (0..step).fold(1.0, |power, _| power * 10.0);
            value = if self.exponent < 0 { value / power } else { value * power };
            left -= step;
        }
        if self.negative { -value } else { value }
    }
}
