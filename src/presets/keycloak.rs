//! Keycloak: roles are in the access token and by default not in the ID token; `aud` is seldom the API.

use super::{AudienceMode, PLAIN, Preset};

const KEYCLOAK: Preset = Preset { audience: AudienceMode::Azp, ..PLAIN };

/// Roles of the realm.
pub static REALM: Preset = Preset {
    name: "keycloak-realm",
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["realm_access","roles"]},{"token":"access","path":["realm_access","roles"]},{"token":"userinfo","path":["realm_access","roles"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["realm_access","roles"]}]},"scopes":{"sources":[{"token":"access","path":["scope"],"shape":"delimited","separator":" "}]}}}"#,
    ..KEYCLOAK
};

/// Roles of one client.
pub static CLIENT: Preset = Preset {
    name: "keycloak-client",
    required: &["client"],
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["resource_access","<client>","roles"]},{"token":"access","path":["resource_access","<client>","roles"]},{"token":"userinfo","path":["resource_access","<client>","roles"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["resource_access","<client>","roles"]}]},"scopes":{"sources":[{"token":"access","path":["scope"],"shape":"delimited","separator":" "}]}}}"#,
    ..KEYCLOAK
};

/// Groups by the mapper "Group Membership", with or without full paths: `/a/b` is the name `a/b`.
pub static GROUPS: Preset = Preset {
    name: "keycloak-groups",
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["groups"]},{"token":"userinfo","path":["groups"]}],"normalise":[{"stripPrefix":"/"}]}},"api":{"groups":{"sources":[{"token":"access","path":["groups"]}],"normalise":[{"stripPrefix":"/"}]},"scopes":{"sources":[{"token":"access","path":["scope"],"shape":"delimited","separator":" "}]}}}"#,
    ..KEYCLOAK
};
