//! Microsoft Entra ID: GUIDs in `groups`, values of app roles in `roles`; userinfo has neither. More than 200 groups are overage.

use super::{IssuerMode, PLAIN, Preset};

/// Groups, as GUIDs unless the app says otherwise.
pub static GROUPS: Preset = Preset {
    name: "entra-groups",
    issuer: IssuerMode::Template,
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["groups"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["groups"]}]},"scopes":{"sources":[{"token":"access","path":["scp"],"shape":"delimited","separator":" "}]}}}"#,
    ..PLAIN
};

/// App roles.
pub static APP_ROLES: Preset = Preset {
    name: "entra-app-roles",
    issuer: IssuerMode::Template,
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["roles"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["roles"]}]},"scopes":{"sources":[{"token":"access","path":["scp"],"shape":"delimited","separator":" "}]}}}"#,
    ..PLAIN
};
