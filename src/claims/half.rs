//! The section `claims` of a role map: two halves, or a preset that stands for them (ruling R12).

use alloc::{string::String, vec::Vec};

use crate::finding::{Findings, child};
use crate::json::Json;
use crate::presets::{self, Preset};

use super::source::Kind;
use super::strict::{Fields, text};

/// Where the names are read: what the map says, or what its preset says.
pub struct ClaimSources {
    pub(super) client: Half,
    pub(super) api: Half,
    preset: Option<&'static Preset>,
    scope: Option<String>,
}

/// The sources of one side.
#[derive(Default)]
pub(super) struct Half {
    pub groups: Option<Kind>,
    pub roles: Option<Kind>,
    pub permissions: Option<Kind>,
    pub scopes: Option<Kind>,
}

impl Half {
    /// The kinds that are read.
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        [&self.groups, &self.roles, &self.permissions, &self.scopes].into_iter().flatten()
    }

    fn parse(value: &Json, pointer: &str, api: bool, findings: &mut Findings) -> Option<Self> {
        let fields = Fields::open(value, pointer, &["groups", "roles", "permissions", "scopes"], findings)?;
        fields.required("groups", findings);
        let mut kind = |name: &'static str| {
            let (value, pointer) = fields.field(name)?;
            Kind::parse(value, &pointer, name, api, findings)
        };
        Some(Self { groups: kind("groups"), roles: kind("roles"), permissions: kind("permissions"), scopes: kind("scopes") })
    }
}

impl ClaimSources {
    /// Reads the section at `pointer`; `None` stands for a map without one. The answer counts only if nothing was found.
    pub fn parse(claims: Option<&Json>, pointer: &str, findings: &mut Findings) -> Option<Self> {
        match claims {
            None => Self::generic(),
            Some(Json::Text(name)) => Self::of_preset(name, pointer, None, pointer, findings),
            Some(object) => match object.field("preset") {
                Some(name) => {
                    let place = child(pointer, "preset");
                    let name = text(name, &place, findings)?;
                    Self::of_preset(name, &place, Some(object), pointer, findings)
                }
                None => Self::of_halves(object, pointer, findings),
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
        let either = |pick: fn(&Half) -> &Option<Kind>| pick(&self.client).is_some() || pick(&self.api).is_some();
        (either(|half| &half.roles), either(|half| &half.permissions), either(|half| &half.scopes))
    }

    /// Whether a page reads names in its access token.
    pub fn reads_access_token(&self) -> bool {
        self.client.kinds().any(Kind::reads_access_token)
    }

    fn generic() -> Option<Self> {
        Self::of_halves(&Json::parse(presets::GENERIC.claims).ok()?, "", &mut Findings::default())
    }

    fn of_halves(value: &Json, pointer: &str, findings: &mut Findings) -> Option<Self> {
        let fields = Fields::open(value, pointer, &["client", "api"], findings)?;
        let mut half = |name: &str| {
            let (value, pointer) = fields.field(name)?;
            Some(Half::parse(value, &pointer, name == "api", findings).unwrap_or_default())
        };
        let (client, api) = (half("client"), half("api"));
        let (client, api) = match (client, api) {
            (Some(client), Some(api)) => (client, api),
            (client, api) => {
                let generic = Self::generic()?;
                (client.unwrap_or(generic.client), api.unwrap_or(generic.api))
            }
        };
        Some(Self { client, api, preset: None, scope: None })
    }

    fn of_preset(name: &str, name_at: &str, object: Option<&Json>, pointer: &str, findings: &mut Findings) -> Option<Self> {
        let Some(preset) = Preset::named(name) else {
            findings.error("unknown_preset", name_at, name);
            return None;
        };
        let mut parameters = Vec::new();
        for (key, value) in object.and_then(Json::as_object).unwrap_or_default() {
            let place = child(pointer, key);
            let is_half = matches!(key.as_str(), "client" | "api") && (!preset.knows(key) || value.as_object().is_some());
            if is_half {
                findings.error("contradiction", &place, key);
            } else if preset.knows(key) {
                parameters.extend(text(value, &place, findings).map(|value| (key.as_str(), value)));
            } else if key != "preset" && !key.starts_with("x-") {
                findings.error("unknown_key", &place, key);
            }
        }
        for name in preset.required {
            if object.and_then(|object| object.field(name)).is_none() {
                findings.error("missing_key", pointer, name);
            }
        }
        if !preset.required.iter().all(|name| parameters.iter().any(|(given, _)| given == name)) {
            return None;
        }
        let claims = preset.expand(&parameters)?;
        let halves = Self::of_halves(&claims, pointer, findings)?;
        Some(Self { preset: Some(preset), scope: presets::fill(preset.scope, &parameters), ..halves })
    }
}
