//! AWS Cognito: `cognito:groups` in both tokens, never at userinfo; no `aud` in the access token; a logout of its own.

use super::{AudienceMode, LogoutMode, PLAIN, Preset};

/// User pools.
pub static COGNITO: Preset = Preset {
    name: "cognito",
    audience: AudienceMode::ClientId,
    logout: LogoutMode::Cognito,
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["cognito:groups"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["cognito:groups"]}]},"scopes":{"sources":[{"token":"access","path":["scope"],"shape":"delimited","separator":" "}]}}}"#,
    ..PLAIN
};
