//! What a protected resource says with 401 (RFC 9110 section 11.6.1, RFC 6750 section 3, RFC 9449 section 7.1, RFC 9470 section 3).

use alloc::{string::String, vec::Vec};

use crate::time::written;
use crate::uri::words;

/// A challenge of a scheme that this client has tokens for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Challenge {
    /// `error`, or empty.
    pub error: String,
    /// `acr_values`: the person must have authenticated with one of them (RFC 9470).
    pub acr_values: Vec<String>,
    /// `max_age` in seconds since the person authenticated (RFC 9470).
    pub max_age: Option<i64>,
}

/// The longest header that is read, in bytes: what it asks for goes into the address of a sign-in, which a server must take.
const LONGEST: usize = 4_096;
const STEP_UP: &str = "insufficient_user_authentication";

impl Challenge {
    /// The challenge that asks for so much.
    pub fn asked(acr_values: &[String], max_age: Option<i64>) -> Self {
        Self { error: STEP_UP.into(), acr_values: acr_values.into(), max_age }
    }

    /// Whether the person must authenticate anew, and it is said how (RFC 9470 section 3).
    pub fn is_step_up(&self) -> bool {
        self.error == STEP_UP && (self.max_age.is_some() || !self.acr_values.is_empty())
    }
}

/// The challenges of the schemes Bearer and DPoP in a `WWW-Authenticate`; `None` when any of it is not well formed, or says a thing
/// twice or at length: nobody is sent to sign in for words that could be read in two ways.
pub fn read(header: &str) -> Option<Vec<Challenge>> {
    if header.len() > LONGEST {
        return None;
    }
    let mut found = Vec::new();
    let mut rest = past(header, is_between);
    while !rest.is_empty() {
        let (scheme, after) = token(rest)?;
        let ours = scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("dpop");
        let (challenge, after) = match token68(after) {
            Some(after) => (Challenge::default(), past(after, is_between)),
            None => parameters(after)?,
        };
        if ours {
            found.push(challenge);
        }
        rest = after;
    }
    Some(found)
}

/// The parameters of one challenge, and what follows them: nothing, or the next scheme.
fn parameters(text: &str) -> Option<(Challenge, &str)> {
    let (mut challenge, mut names) = (Challenge::default(), Vec::new());
    let mut rest = text;
    loop {
        let next = past(rest, is_between);
        // Two parts stand apart.
        if next.len() == rest.len() && !rest.is_empty() {
            return None;
        }
        let Some((name, after)) = token(next) else { return next.is_empty().then_some((challenge, next)) };
        let Some(after) = past(after, is_space).strip_prefix('=') else { return Some((challenge, next)) };
        let (value, after) = value(past(after, is_space))?;
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            _ if names.contains(&name) => return None,
            "error" => challenge.error = value,
            "acr_values" => challenge.acr_values = words(&value),
            "max_age" => challenge.max_age = Some(written(&value)?),
            _ => {}
        }
        names.push(name);
        rest = after;
    }
}

/// A token or a quoted string, and what follows it.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else { return token(text).map(|(value, rest)| (value.into(), rest)) };
    let mut value = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, quoted.get(at + 1..)?)),
            '\\' => value.push(letters.next()?.1),
            _ => value.push(letter),
        }
    }
    None
}

/// What follows the credentials of a scheme that has no parameters; `None` when there are none.
fn token68(text: &str) -> Option<&str> {
    let start = text.strip_prefix(' ')?;
    let letters = past(start, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'+' | b'/'));
    let end = past(letters, |b| b == b'=');
    let after = past(end, is_space);
    (letters.len() < start.len() && (after.is_empty() || after.starts_with(','))).then_some(end)
}

/// RFC 9110 section 5.6.2, and what follows it.
fn token(text: &str) -> Option<(&str, &str)> {
    let rest = past(text, |b| b.is_ascii_graphic() && !b"\"(),/:;<=>?@[\\]{}".contains(&b));
    let token = text.get(..text.len() - rest.len())?;
    (!token.is_empty()).then_some((token, rest))
}

fn past(text: &str, skipped: fn(u8) -> bool) -> &str {
    let end = text.bytes().position(|b| !skipped(b)).unwrap_or(text.len());
    text.get(end..).unwrap_or_default()
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t')
}

fn is_between(b: u8) -> bool {
    is_space(b) || b == b','
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(text: &str) -> String {
        ["\"", &text.replace('\\', "\\\\").replace('"', "\\\""), "\""].concat()
    }

    proptest! {
        #[test]
        fn whatever_a_server_sends_is_read_or_refused(header in "\\PC{0,60}") {
            let _ = read(&header);
        }

        #[test]
        fn near_misses_are_read_or_refused(header in "(Bearer|DPoP|Basic|=|,|\"|\\\\| |error|max_age|5|ä){0,24}") {
            let _ = read(&header);
        }

        #[test]
        fn what_is_written_is_read(
            scheme in "(?i)(bearer|dpop)",
            error in "[a-z_]{1,20}",
            acr in proptest::collection::vec("[!-~]{1,8}", 0..3),
            max_age in proptest::option::of(any::<u32>()),
            before in "(Basic realm=\"a, b\", |Negotiate YWJj==, |, ,)?",
            after in "(, Digest a=b|,|  )?",
        ) {
            let mut header = [&before, &scheme, " error=", &error].concat();
            if !acr.is_empty() {
                header.push_str(", ACR_Values = ");
                header.push_str(&quoted(&acr.join(" ")));
            }
            if let Some(seconds) = max_age {
                header.push_str(",max_age=");
                header.push_str(&seconds.to_string());
            }
            header.push_str(&after);
            let expected = Challenge { error, acr_values: acr, max_age: max_age.map(i64::from) };
            prop_assert_eq!(read(&header), Some(Vec::from([expected])), "{}", header);
        }
    }
}
