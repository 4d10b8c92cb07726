//! Conductor of the rooms `claims` and `policy`: a role map as a whole, and what one person may do under it.

use crate::claims::{ClaimSources, Side, TokenClaims};
use crate::error::{Code, Error, Result};
use crate::finding::{self, Findings};
use crate::json::Json;
use crate::names::Names;
use crate::policy::{Grants, RoleMap, canonical};

/// The largest role map that is read, in bytes.
pub const MAX_MAP: usize = 1024 * 1024;

/// A role map that was accepted whole.
pub struct Policy {
    map: RoleMap,
    sources: ClaimSources,
    digest: String,
}

/// What one person may do under a [`Policy`]: to be asked together with it.
pub struct Access {
    names: Names,
    grants: Grants,
}

impl Policy {
    /// Reads a role map. With `is_text` findings carry line and column; without, the text is only a serialised object.
    /// `map_invalid` with all findings, at most 50.
    pub fn load(text: &str, is_text: bool) -> Result<Self> {
        let mut findings = Findings::default();
        let loaded = Self::read(text, &mut findings);
        loaded.filter(|_| findings.is_empty()).ok_or_else(|| {
            let list = finding::in_order(findings, text, is_text);
            Error::new(Code::MapInvalid).findings(list)
        })
    }

    fn read(text: &str, findings: &mut Findings) -> Option<Self> {
        if text.len() > MAX_MAP {
            findings.error("too_large", "", "1 MiB");
            return None;
        }
        let Ok(root) = Json::parse_keeping_duplicates(text) else {
            findings.error("not_json", "", "");
            return None;
        };
        let sources = ClaimSources::parse(root.field("claims"), "/claims", findings);
        let map = RoleMap::parse(&root, findings);
        Some(Self { map: map?, sources: sources?, digest: canonical::digest(&root) })
    }
}
