//! GitLab: all groups at userinfo, the ID token has only direct ones under another name; no end of session.

use super::{LogoutMode, PLAIN, Preset};

/// Full paths of groups. Access tokens are opaque.
pub static GITLAB: Preset = Preset {
    name: "gitlab",
    logout: LogoutMode::None,
    claims: r#"{"client":{"groups":{"sources":[{"token":"userinfo","path":["groups"]},{"token":"id","path":["groups_direct"]}]}}}"#,
    ..PLAIN
};
