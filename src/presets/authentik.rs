//! authentik: `groups` comes with the scope `profile`; whether the ID token has it is an option of the provider.

use super::{PLAIN, Preset, generic};

/// Groups by name.
pub static AUTHENTIK: Preset = Preset { name: "authentik", claims: generic::CLAIMS, ..PLAIN };
