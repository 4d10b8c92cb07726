//! The section `claims` of a role map: two halves, or a preset that stands for them (ruling R12).

use alloc::{string::String, vec::Vec};

use crate::finding::Findings;
use crate::finding::reader::{self, Pointer, fixed_object};
use crate::json::Json;
use crate::presets::{self, Preset};

use super::source::{Kind, Token};

/// Where the names are read: what the map says, or what its preset says.
pub struct ClaimSources {
    /// Of a page.
    pub(super) client: Vec<Kind>,
    /// Of a resource server.
    pub(super) api: Vec<Kind>,
    preset: Option<&'static Preset>,
    scope: Option<String>,
}

/// In the order in which they are read.
const KINDS: [&str; 4] = ["groups", "roles", "permissions", "scopes"];

impl ClaimSources {
    /// Reads the section `claims`; `None` stands for a map without one. The answer counts only if nothing was found.
    pub fn parse(claims: Option<&Json>, findings: &mut Findings) -> Option<Self> {
        let at = Pointer::top("claims");
        match claims {
            None => Self::of_halves(&presets::GENERIC.expand(&[])?, &at, findings),
            Some(Json::Text(name)) => Self::of_preset(name, &at, &Json::Null, &at, findings),
            Some(object) => match object.field("preset") {
                Some(name) => {
                    let place = at.key("preset");
                    let name = reader::word(name, &place, findings)?;
                    Self::of_preset(name, &place, object, &at, findings)
                }
                None => Self::of_halves(object, &at, findings),
            },
        }
    }

    /// The preset that the map names.
    pub fn preset(&self) -> Option<&'static Preset> {
        self.preset
    }

    /// The scopes that the preset asks for, its parameters filled in.
    pub fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }

    /// Whether tokens name roles, permissions and scopes, on either side.
    #[cfg(feature = "tools")]
    pub fn brings(&self) -> (bool, bool, bool) {
        let brings = |name: &str| self.client.iter().chain(&self.api).any(|kind| kind.name == name);
        (brings("roles"), brings("permissions"), brings("scopes"))
    }

    /// Whether a page reads names in its access token.
    pub fn reads_access_token(&self) -> bool {
        self.client.iter().any(|kind| kind.sources.iter().any(|source| source.token == Token::Access))
    }

    fn of_halves(value: &Json, at: &Pointer<'_>, findings: &mut Findings) -> Option<Self> {
        fixed_object(value, at, &["client", "api"], findings)?;
        let (client, api) = (half(value, "client", at, findings), half(value, "api", at, findings));
        Some(Self { client, api, preset: None, scope: None })
    }

    fn of_preset(name: &str, name_at: &Pointer<'_>, object: &Json, at: &Pointer<'_>, findings: &mut Findings) -> Option<Self> {
        let Some(preset) = Preset::named(name) else {
            name_at.error("unknown_preset", name, findings);
            return None;
        };
        let mut parameters = Vec::new();
        for (key, value) in object.as_object().unwrap_or_default() {
            let at = at.key(key);
            let (key, known) = (key.as_str(), preset.knows(key));
            if matches!(key, "client" | "api") && (!known || value.as_object().is_some()) {
                at.error("contradiction", key, findings);
            } else if known {
                parameters.extend(reader::word(value, &at, findings).map(|value| (key, value)));
            } else if key != "preset" && !key.starts_with("x-") {
                at.error("unknown_key", key, findings);
            }
        }
        let mut complete = true;
        for name in preset.required {
            reader::required(object, name, at, findings);
            complete &= parameters.iter().any(|(given, _)| given == name);
        }
        if !complete {
            return None;
        }
        let mut sources = Self::of_halves(&preset.expand(&parameters)?, at, findings)?;
        sources.preset = Some(preset);
        sources.scope = presets::fill(preset.scope, &parameters);
        Some(sources)
    }
}

/// The kinds of one half; those of the generic preset if it is not there.
fn half(value: &Json, side: &str, at: &Pointer<'_>, findings: &mut Findings) -> Vec<Kind> {
    let Some(half) = value.field(side) else {
        let generic = presets::GENERIC.expand(&[]);
        return generic.map(|value| half(&value, side, at, findings)).unwrap_or_default();
    };
    let at = at.key(side);
    let mut kinds = Vec::new();
    if fixed_object(half, &at, &KINDS, findings).is_some() {
        reader::required(half, "groups", &at, findings);
        for name in KINDS {
            if let Some(value) = half.field(name) {
                kinds.push(Kind::parse(name, value, &at.key(name), side == "api", findings));
            }
        }
    }
    kinds
}
