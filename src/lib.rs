//! Sign-in by redirect with PKCE, ID tokens that are really verified, and groups turned into permissions by one role map.
//!
//! # The house
//! * [`flow`] leaves and comes back: URLs and forms, never the inside of a token.
//! * [`token`] goes from a sealed envelope to verified claims: bytes and keys, no URLs.
//! * [`claims`] knows where names live in claims.
//! * [`policy`] knows what names may see.
//!
//! The rooms do not know each other; only the conductors know them all.

extern crate alloc;

pub mod claims;
pub mod error;
pub mod finding;
pub mod flow;
pub mod host;
pub mod json;
pub mod names;
pub mod policy;
pub mod presets;
pub mod secret;
pub mod template;
pub mod time;
pub mod token;
pub mod uri;

#[cfg(target_arch = "wasm32")]
mod edge;
