//! Names as they were read from verified claims: what the room `claims` hands over and the room `policy` receives.

use alloc::{string::String, sync::Arc, vec::Vec};

/// The most bytes of one name.
pub const MAX_NAME: usize = 1_024;

/// How well a set of names could be read. The order is that of ruling R16: the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum State {
    /// The provider left names out because they were too many.
    Overage,
    /// A source could not be asked.
    Unavailable,
    /// The claim has a shape that was not agreed.
    Malformed,
    /// Names were read.
    Present,
    /// The claim is there and names nothing.
    Empty,
    /// The claim is not there.
    #[default]
    Absent,
}

impl State {
    /// The name as in `Snapshot.groups.state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overage => "overage",
            Self::Unavailable => "unavailable",
            Self::Malformed => "malformed",
            Self::Present => "present",
            Self::Empty => "empty",
            Self::Absent => "absent",
        }
    }

    /// Whether names may exist that were not seen (ruling R28).
    pub fn is_incomplete(self) -> bool {
        self <= Self::Malformed
    }
}

/// One name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// After normalising.
    pub value: String,
    /// As the token has it.
    pub raw: String,
    /// Where it was read: `id:/groups`, the token and the JSON pointer of the claim, shared by its names.
    pub source: Arc<str>,
}

/// The names of one kind, sorted by code point of `value`, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameSet {
    /// The names.
    pub names: Vec<Name>,
    /// How well they could be read.
    pub state: State,
}

/// Something that was read and not used: a code of the closed list of diagnostics and the value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The stable code.
    pub code: &'static str,
    /// The value at fault.
    pub value: String,
}

/// All names of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Whether there is a person at all: a non-empty `id` (on an API: `access`) object (ruling R14).
    pub signed_in: bool,
    /// Group names.
    pub groups: NameSet,
    /// Role names read from tokens.
    pub roles: NameSet,
    /// Permission names read from tokens.
    pub permissions: NameSet,
    /// Scopes that were granted.
    pub scopes: NameSet,
    /// What was dropped and why.
    pub diagnostics: Vec<Diagnostic>,
    /// `auth_time` of the verified token in seconds; `None` when missing or not a number (ruling R43).
    pub auth_time: Option<i64>,
    /// `acr` of the verified token.
    pub acr: Option<String>,
}
