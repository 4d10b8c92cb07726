//! Okta: `groups` may be in the ID token or only at userinfo, by flow and by settings; `scp` is an array.

use super::{PLAIN, Preset, generic};

/// The org server. Its access tokens are for Okta alone; the gate refuses them.
pub static ORG: Preset = Preset { name: "okta-org", scope: "openid profile groups", claims: generic::CLAIMS, ..PLAIN };

/// A custom server; `claim` names the groups claim where it is not `groups`.
pub static CUSTOM: Preset = Preset {
    name: "okta-custom",
    optional: &["claim"],
    scope: "openid profile groups",
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["<claim=groups>"]},{"token":"userinfo","path":["<claim=groups>"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["<claim=groups>"]}]},"scopes":{"sources":[{"token":"access","path":["scp"]}]}}}"#,
    ..PLAIN
};
