//! Any provider that puts an array `groups` in the ID token or in userinfo.

use super::{AccessProfile, PLAIN, Preset};

pub(super) const CLAIMS: &str = r#"{"client":{"groups":{"sources":[{"token":"id","path":["groups"]},{"token":"userinfo","path":["groups"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["groups"]}]}}}"#;

/// What stands for an absent `claims` (ruling R12).
pub static GENERIC: Preset = Preset { name: "generic", profile: AccessProfile::Rfc9068, claims: CLAIMS, ..PLAIN };
