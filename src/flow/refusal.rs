//! What a provider says when it refuses: plain text of a checked character set, and what kind of refusal it is.

use alloc::string::String;

use crate::error::{Code, Error, ProviderAnswer};

/// The longest text that is kept, in characters.
const LONGEST: usize = 300;

/// An error that came back from the authorization endpoint (RFC 6749 section 4.1.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it means here.
    pub kind: RefusalKind,
    /// What the provider said.
    pub answer: ProviderAnswer,
}

/// What a refusal means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// The provider would have to show something: on a silent check, nobody is signed in (OpenID Connect Core 3.1.2.6).
    InteractionRequired,
    /// A scope is not allowed.
    Scope,
    /// The provider is in trouble; the same request may succeed later.
    Passing,
    /// Every other refusal.
    Denied,
}

impl Refusal {
    pub(super) fn new(answer: ProviderAnswer) -> Self {
        Self { kind: kind(&answer.error), answer }
    }

    /// The refusal as an error: `interaction_required`, `scope_refused` or `authorization_denied`.
    pub fn error(&self) -> Error {
        let error = match self.kind {
            RefusalKind::InteractionRequired => Error::new(Code::InteractionRequired),
            RefusalKind::Scope => Error::new(Code::ScopeRefused),
            RefusalKind::Passing => Error::new(Code::AuthorizationDenied).retriable(None),
            RefusalKind::Denied => Error::new(Code::AuthorizationDenied),
        };
        error.provider(self.answer.clone())
    }
}

pub(super) fn kind(error: &str) -> RefusalKind {
    match error {
        "login_required" | "interaction_required" | "consent_required" | "account_selection_required" => RefusalKind::InteractionRequired,
        "invalid_scope" => RefusalKind::Scope,
        "temporarily_unavailable" | "server_error" => RefusalKind::Passing,
        _ => RefusalKind::Denied,
    }
}

/// What the provider said, if `error` is of the character set of RFC 6749 section 4.1.2.1. A description that is not is left out:
/// the refusal counts all the same.
pub(super) fn provider_answer(error: &str, description: Option<&str>) -> Option<ProviderAnswer> {
    let error = checked(error)?;
    Some(ProviderAnswer { error, description: description.and_then(checked) })
}

/// `%x20-21 / %x23-5B / %x5D-7E`, at most 300 of them.
fn checked(text: &str) -> Option<String> {
    let allowed = |b: u8| matches!(b, 0x20..=0x21 | 0x23..=0x5B | 0x5D..=0x7E);
    let good = !text.is_empty() && text.bytes().all(allowed);
    good.then(|| text.chars().take(LONGEST).collect())
}
