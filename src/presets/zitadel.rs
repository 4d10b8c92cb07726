//! Zitadel: an object keyed by role, whose values say in which organisation; without `orgId` a role of any of them counts.

use super::{PLAIN, Preset};

/// The roles of one project, not of all.
pub static ZITADEL: Preset = Preset {
    name: "zitadel",
    required: &["projectId"],
    optional: &["orgId"],
    scope: "openid profile urn:zitadel:iam:org:projects:roles urn:zitadel:iam:org:project:id:<projectId>:aud",
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["urn:zitadel:iam:org:project:<projectId>:roles"],"shape":"keys","where":{"key":"<orgId>"}},{"token":"userinfo","path":["urn:zitadel:iam:org:project:<projectId>:roles"],"shape":"keys","where":{"key":"<orgId>"}}]}},"api":{"groups":{"sources":[{"token":"access","path":["urn:zitadel:iam:org:project:<projectId>:roles"],"shape":"keys","where":{"key":"<orgId>"}}]}}}"#,
    ..PLAIN
};
