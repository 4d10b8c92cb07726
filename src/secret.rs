//! Values that must never be printed: their `Debug` is `[redacted]`, and they open only through `secret()`.

use alloc::string::String;
use core::fmt;

/// Compares without a branch on the content, so that the time taken tells nothing but the length.
pub fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0u8, |acc, (x, y)| acc | (x ^ y)) == 0
}

/// Whether a header and a form can carry this token: visible ASCII (RFC 6749 appendix A.12, without the space).
pub fn can_be_sent(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic())
}

macro_rules! secrets {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(String);

        impl $name {
            /// Takes the value in.
            pub fn new(value: String) -> Self {
                Self(value)
            }

            /// The value itself: for the wire and the store, never for a log.
            pub fn secret(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[redacted]")
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                constant_time_eq(self.0.as_bytes(), other.0.as_bytes())
            }
        }
    )*};
}

secrets! {
    /// The `state` of one authorization request (RFC 6749 section 10.12).
    State,
    /// The `nonce` of one authorization request (OpenID Connect Core 3.1.2.1).
    Nonce,
    /// The `code_verifier` of one authorization request (RFC 7636 section 4.1).
    CodeVerifier,
    /// An authorization `code` (RFC 6749 section 4.1.2).
    AuthorizationCode,
    /// An access token (RFC 6749 section 1.4).
    AccessToken,
    /// A refresh token (RFC 6749 section 1.5).
    RefreshToken,
    /// An ID token as it came, not verified.
    RawIdToken,
}
