//! Seconds since the epoch, and the leeway between two clocks. Arithmetic only: the clock itself is [`crate::host::Host::now`].

/// A moment in whole seconds since 1970-01-01T00:00:00Z (RFC 7519 section 2, `NumericDate`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnixTime(i64);

/// The last second of the year 9999: no honest token says more, and arithmetic below it cannot overflow.
const LAST: i64 = 253_402_300_799;

impl UnixTime {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// From whole seconds; `None` before the epoch or after the year 9999.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        (0..=LAST).contains(&seconds).then_some(Self(seconds))
    }

    /// Seconds since the epoch.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// This moment and `seconds` more, held within the range.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds).clamp(0, LAST))
    }

    /// Seconds by which this moment lies after `end`, or (negative) before `start`; 0 between them.
    pub fn outside(self, start: Self, end: Self) -> i64 {
        if self > end { self.since(end) } else { self.since(start).min(0) }
    }

    /// Seconds from `earlier` to this moment; negative if `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}

/// Seconds in decimal digits, below 10^18. Not the library's `parse`: it multiplies in 128 bits.
pub fn seconds_of(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut seconds = 0;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() || seconds >= 100_000_000_000_000_000 {
            return None;
        }
        seconds = seconds * 10 + i64::from(digit - b'0');
    }
    (!digits.is_empty()).then_some(if digits.len() < text.len() { -seconds } else { seconds })
}

/// Seconds that are written with digits alone, at most 2^32 - 1.
pub fn written(text: &str) -> Option<i64> {
    seconds_of(text).filter(|seconds| u32::try_from(*seconds).is_ok() && !text.starts_with('-'))
}

/// How far two honest clocks may differ, in seconds: 0 to 300, by default 60.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leeway(i64);

impl Leeway {
    /// From seconds; `None` above 300 or below 0.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        (0..=300).contains(&seconds).then_some(Self(seconds))
    }

    /// The leeway in seconds.
    pub fn seconds(self) -> i64 {
        self.0
    }
}

impl Default for Leeway {
    fn default() -> Self {
        Self(60)
    }
}
