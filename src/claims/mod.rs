//! Room 3: where names live in claims. Receives verified claims, knows neither tokens nor what a name may see.

mod dn;
mod format;
mod half;
mod normalise;
mod reading;
mod shape;
mod source;
mod surrogates;

pub use half::ClaimSources;
pub use reading::{Side, TokenClaims, Userinfo};
pub use surrogates::parse_claims;

pub use crate::names::MAX_NAME;

/// The most names that one set may hold; of more, none is kept.
pub const MAX_NAMES: usize = 10_000;
