//! Who is signed in, until when, and with which grants.

use alloc::{string::String, vec::Vec};

use crate::access::Access;
use crate::json::Json;
use crate::secret::{AccessToken, Nonce, RawIdToken, RefreshToken};
use crate::time::UnixTime;

/// What the token endpoint gave.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The verified ID token as it came: the hint for signing out, and what a stored session is verified from again.
    pub id: RawIdToken,
    /// The nonce that the ID token was verified with.
    pub nonce: Nonce,
    /// The access token, where there is one.
    pub access: Option<AccessToken>,
    /// When the access token ends, where the provider said so.
    pub access_expires: Option<UnixTime>,
    /// The refresh token, where there is one.
    pub refresh: Option<RefreshToken>,
    /// The thumbprint of the key that the tokens are bound to (RFC 9449), where they are.
    pub jkt: Option<String>,
    /// What was granted.
    pub scopes: Vec<String>,
    /// When the ID token was accepted.
    pub accepted: UnixTime,
    /// When the access token came.
    pub received: UnixTime,
    /// Access tokens for further resources.
    pub others: Vec<ResourceToken>,
}

/// An access token for a resource that is not the first of the configuration (RFC 8707).
#[derive(Clone, Debug)]
pub struct ResourceToken {
    /// The resource.
    pub resource: String,
    /// Its token.
    pub access: AccessToken,
    /// When it ends, where the provider said so.
    pub expires: Option<UnixTime>,
    /// When it came.
    pub received: UnixTime,
}

impl Tokens {
    /// Whether these are the very same tokens.
    pub fn are(&self, other: &Self) -> bool {
        self.id == other.id && self.access == other.access && self.refresh == other.refresh
    }

    /// Seconds from 0 to `most` by which a renewal comes earlier: people who signed in at one instant must not all renew at another. They
    /// are the token's, so that all who ask hear the same.
    pub fn jitter(&self, most: i64) -> i64 {
        let token = self.access.as_ref().map_or("", AccessToken::secret);
        token.bytes().fold(0, |sum, byte| (sum * 31 + i64::from(byte)) % 65_537) % (most + 1)
    }

    /// Whether there is a token for this further resource that has not ended.
    pub fn has(&self, resource: &str, now: UnixTime) -> bool {
        self.others.iter().any(|other| other.resource == resource && other.expires.is_none_or(|end| now < end))
    }
}

/// One person's session.
pub struct Session {
    /// The person at this issuer (OpenID Connect Core 5.7).
    pub subject: String,
    /// The ID token's claims, then those that only userinfo has.
    pub claims: Json,
    /// How many of them are the ID token's.
    pub of_id_token: usize,
    /// The tokens.
    pub tokens: Tokens,
    /// What the person may do.
    pub access: Access,
    /// The second at which every answer turns into no.
    pub expires: UnixTime,
}

impl Session {
    /// Whether the session still stands at `now`.
    pub fn stands(&self, now: UnixTime) -> bool {
        now < self.expires
    }
}
