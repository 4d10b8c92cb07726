//! Sign-in by redirect with PKCE, ID tokens that are really verified, and groups turned into permissions by one role map.
//!
//! The same crate is the core of the npm package `claimgate` (compiled to WebAssembly) and a library for native code.
//! The [`manual`] says what it means and why; its [errors](manual::errors) are those of both.
//!
//! # A role map on an API
//! What a person may do, from claims that were verified before. An API reads the half `api` of the map, and only the access token.
//!
//! ```
//! use claimgate::access::Policy;
//! use claimgate::alone;
//! use claimgate::claims::Side;
//!
//! let map = r#"{
//!   "version": 1,
//!   "permissions": { "projects:read": "See the projects", "projects:write": "Edit them" },
//!   "groups": [{ "match": "app-editors", "allow": ["projects:*"] }, { "match": "$authenticated", "allow": ["projects:read"] }]
//! }"#;
//! let policy = Policy::load(map, true)?;
//!
//! let editor = alone::access(&policy, r#"{ "access": { "sub": "bob", "groups": ["app-editors"] } }"#, Side::Api)?;
//! let reader = alone::access(&policy, r#"{ "access": { "sub": "dave" } }"#, Side::Api)?;
//! assert_eq!(policy.check(&editor, "projects:write").reason.as_str(), "granted");
//! assert_eq!(policy.check(&reader, "projects:write").reason.as_str(), "no_grant");
//! assert_eq!(policy.check(&reader, "projects:wirte").reason.as_str(), "unknown_permission");
//! # Ok::<(), claimgate::error::Error>(())
//! ```
//!
//! # Errors
//! [`access::Policy::load`] fails with `map_invalid` and every finding:
//!
//! ```
//! use claimgate::access::Policy;
//!
//! let error = Policy::load(r#"{ "version": 1, "roles": { "a": { "inherits": ["b"] } } }"#, true).err().ok_or("refused")?;
//! assert_eq!(error.code().as_str(), "map_invalid");
//! let told: Vec<_> = error.finding_list().iter().map(|finding| (finding.code, finding.pointer.as_str())).collect();
//! assert_eq!(told, [("unknown_role", "/roles/a/inherits/0")]);
//! # Ok::<(), &'static str>(())
//! ```
//!
//! # Tokens
//! [`token::verify_id_token`] goes through OpenID Connect Core 1.0 section 3.1.3.7, [`token::verify_access_token`] through RFC 9068
//! section 4. Signatures come in through [`host::Signatures`]; with the feature `native` there is `native::NativeSignatures`. The
//! only way to a [`token::VerifiedIdToken`] is this one. With `native` there is `token::verify_proof` too: for an API whose access tokens are
//! bound to a key (RFC 9449 section 4.3); the [manual](manual::api) says what it checks.
//!
//! ```
//! use claimgate::error::Result;
//! use claimgate::host::Signatures;
//! use claimgate::secret::Nonce;
//! use claimgate::time::UnixTime;
//! use claimgate::token::{IdTokenRules, KeySet, NonceRule, VerifiedIdToken, verify_id_token};
//!
//! /// The code of the first step that failed is the error's.
//! async fn verify(engine: &impl Signatures, token: &str, jwks: &str, nonce: &Nonce, now: UnixTime) -> Result<VerifiedIdToken> {
//!     let rules = IdTokenRules::new("https://id.acme.example", "spa", NonceRule::Required(nonce), now);
//!     verify_id_token(engine, token, &KeySet::parse(jwks)?, &rules).await
//! }
//! ```
//!
//! # The house
//! * [`flow`] leaves and comes back: URLs and forms, never the inside of a token.
//! * [`token`] goes from a sealed envelope to verified claims: bytes and keys, no URLs.
//! * [`claims`] knows where names live in claims.
//! * [`policy`] knows what names may see.
//!
//! The rooms do not know each other; only the conductors know them all.

extern crate alloc;

pub mod access;
mod admission;
pub mod alone;
mod answers;
mod base64url;
mod binding;
pub mod claims;
pub mod config;
mod diagnostics;
pub mod error;
pub mod finding;
pub mod flow;
pub mod gate;
pub mod host;
pub mod json;
mod keeping;
mod login;
mod logout;
pub mod manual;
pub mod names;
#[cfg(feature = "native")]
pub mod native;
pub mod operation;
pub mod order;
pub mod policy;
pub mod presets;
mod renewal;
pub mod resource;
pub mod secret;
pub mod session;
mod silent;
mod start;
pub mod store;
mod tabs;
pub mod template;
pub mod time;
pub mod token;
pub mod uri;

#[cfg(target_arch = "wasm32")]
mod edge;
