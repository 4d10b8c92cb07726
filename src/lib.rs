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

pub mod access;
mod admission;
pub mod alone;
pub mod claims;
pub mod config;
pub mod error;
pub mod finding;
pub mod flow;
pub mod gate;
pub mod host;
pub mod json;
mod login;
mod logout;
pub mod names;
#[cfg(feature = "native")]
pub mod native;
pub mod operation;
pub mod policy;
pub mod presets;
mod renewal;
pub mod secret;
pub mod session;
mod start;
pub mod store;
pub mod template;
pub mod time;
pub mod token;
pub mod uri;

#[cfg(target_arch = "wasm32")]
mod edge;
