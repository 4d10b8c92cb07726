//! AD FS: a custom claim, one string or an array; a page often gets it in the access token only.

use super::{PLAIN, Preset};

/// `claim` names the claim where it is not `groups`.
pub static ADFS: Preset = Preset {
    name: "adfs",
    optional: &["claim"],
    scope: "openid profile allatclaims",
    claims: r#"{"client":{"groups":{"sources":[{"token":"id","path":["<claim=groups>"]},{"token":"access","path":["<claim=groups>"]}]}},"api":{"groups":{"sources":[{"token":"access","path":["<claim=groups>"]}]},"scopes":{"sources":[{"token":"access","path":["scp"],"shape":"delimited","separator":" "}]}}}"#,
    ..PLAIN
};
