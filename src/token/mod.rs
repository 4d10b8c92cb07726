//! Room: from a sealed envelope to verified claims. Bytes and keys, no URLs.
//!
//! A token walks through in one direction: [`jws`] opens the envelope, [`keys`] finds the one key, `signature` proves it,
//! then [`verify`] (ID token) or [`access`] (access token) judges the claims. Errors come in the same order.

pub mod access;
pub mod algorithm;
mod claims;
pub mod jws;
pub mod keys;
mod signature;
pub mod verify;

pub use access::{AccessTokenRules, IssuedAccessToken, Profile, VerifiedAccessToken, verify_access_token, verify_access_token_for_client};
pub use jws::{Decoded, decode};
pub use keys::{Key, KeySet};
pub use verify::{Check, IdTokenRules, NonceRule, VerifiedIdToken, clock_skew, verify_id_token};
