//! Auth0: custom claims live under a namespace (the plain names are restricted), `permissions` in the access token only.

use super::{LogoutMode, PLAIN, Preset};

/// `claim` names what follows the namespace where it is not `roles`.
pub static AUTH0: Preset = Preset {
    name: "auth0",
    required: &["namespace"],
    optional: &["claim"],
    logout: LogoutMode::Auth0V2,
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["<namespace><claim=roles>"]},{"token":"userinfo","path":["<namespace><claim=roles>"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["<namespace><claim=roles>"]}]},"permissions":{"sources":[{"token":"access","path":["permissions"]}]},"scopes":{"sources":[{"token":"access","path":["scope"],"shape":"delimited","separator":" "}]}}}"#,
    ..PLAIN
};
