//! Room: from a sealed envelope to verified claims. Bytes and keys, no URLs.
//!
//! A token walks through in one direction: [`jws`] opens the envelope, [`keys`] finds the one key, `signature` proves it,
//! then [`verify`] (ID token) or [`access`] (access token) judges the claims. Errors come in the same order. `proof` judges what comes with a
//! token that is bound to a key: for an API, so not in the page.

pub mod access;
pub mod algorithm;
mod claims;
pub mod jws;
pub mod keys;
#[cfg(any(feature = "tools", feature = "native"))]
pub mod proof;
mod signature;
pub mod verify;

pub use access::{AccessTokenRules, IssuedAccessToken, Profile, VerifiedAccessToken, verify_access_token, verify_access_token_for_client};
pub use jws::{Decoded, decode};
pub use keys::{Key, KeySet};
#[cfg(any(feature = "tools", feature = "native"))]
pub use proof::{ProofRules, VerifiedProof, verify_proof};
pub use verify::{Check, IdTokenRules, NonceRule, VerifiedIdToken, clock_skew, verify_id_token};
