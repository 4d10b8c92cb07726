//! Where a person was going: a path of this origin and nothing else (RFC 9700 section 4.11).

use alloc::string::String;

use crate::uri;

/// The longest that is kept, in characters.
const LONGEST: usize = 2048;

/// A path of this origin with its query and fragment. [`ReturnTo::parse`] is the one maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnTo(String);

impl ReturnTo {
    /// Reads a path that begins with one `/` and stays below it; `None` for whatever a browser might take for another origin.
    pub fn parse(text: &str) -> Option<Self> {
        let clean = text.chars().all(|c| c != '\\' && !c.is_control() && !c.is_whitespace());
        let path = uri::until(text, b"?#");
        (clean && text.chars().count() <= LONGEST && is_safe_path(path)).then(|| Self(text.into()))
    }

    /// Path, query and fragment.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        uri::until(&self.0, b"?#")
    }
}

/// Looks at the path as it stands and as a router decodes it: what is safe only undecoded is not safe.
fn is_safe_path(path: &str) -> bool {
    let Some(decoded) = uri::decode(path) else { return false };
    let odd = |c: char| c == '\\' || c.is_control();
    path.starts_with('/')
        && uri::cut(path, "//").is_none()
        && !decoded.starts_with("//")
        && !decoded.contains(odd)
        && !decoded.split('/').any(|segment| matches!(segment, "." | ".."))
}
