//! Dex: `groups` with the scope `groups`, if the connector has them; no end of session.

use super::{LogoutMode, PLAIN, Preset, generic};

/// Groups of the connector.
pub static DEX: Preset = Preset { name: "dex", scope: "openid profile groups", logout: LogoutMode::None, claims: generic::CLAIMS, ..PLAIN };
