//! What is known of providers, as data: one file each. An expanded preset is an ordinary `claims` object.

use alloc::string::String;

use crate::json::Json;

mod adfs;
mod auth0;
mod authentik;
mod cognito;
mod dex;
mod entra;
mod generic;
mod gitlab;
mod keycloak;
mod okta;
mod zitadel;

pub use generic::GENERIC;

/// One provider's row.
#[derive(Debug)]
pub struct Preset {
    /// As the map writes it.
    pub name: &'static str,
    /// Parameters that must be given.
    pub required: &'static [&'static str],
    /// Parameters that may be given.
    pub optional: &'static [&'static str],
    /// How the issuer is compared.
    pub issuer: IssuerMode,
    /// Where an access token names its audience.
    pub audience: AudienceMode,
    /// The scopes to ask for, parameters as in `claims`.
    pub scope: &'static str,
    /// How the provider is told to end its session.
    pub logout: LogoutMode,
    /// How strict an access token is read.
    pub profile: AccessProfile,
    /// The `claims` object as JSON; `<name>` in a string is a parameter, `<name=x>` one with a default.
    pub claims: &'static str,
}

/// How the issuer of a token is compared with the configured one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerMode {
    /// The same string.
    Exact,
    /// The metadata's `{tenantid}` stands for the token's `tid` (Entra).
    Template,
}

/// The claim of an access token that names whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudienceMode {
    /// `aud`
    Aud,
    /// `azp`, where `aud` is often missing (Keycloak).
    Azp,
    /// `client_id`, where there is no `aud` (Cognito).
    ClientId,
}

/// How to sign out at the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoutMode {
    /// OpenID Connect RP-Initiated Logout 1.0.
    RpInitiated,
    /// `client_id` and `logout_uri`.
    Cognito,
    /// RP-initiated where the metadata has an endpoint, else `/v2/logout`.
    Auth0V2,
    /// The provider has no such endpoint.
    None,
}

/// How an access token is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessProfile {
    /// RFC 9068 to the letter.
    Rfc9068,
    /// Without `typ: at+jwt` and the claims that the provider leaves out.
    Lax,
}

/// What most presets have in common.
const PLAIN: Preset = Preset {
    name: "",
    required: &[],
    optional: &[],
    issuer: IssuerMode::Exact,
    audience: AudienceMode::Aud,
    scope: "openid profile",
    logout: LogoutMode::RpInitiated,
    profile: AccessProfile::Lax,
    claims: "",
};

/// Every preset.
pub static PRESETS: &[&Preset] = &[
    &okta::ORG,
    &okta::CUSTOM,
    &auth0::AUTH0,
    &entra::GROUPS,
    &entra::APP_ROLES,
    &keycloak::REALM,
    &keycloak::CLIENT,
    &keycloak::GROUPS,
    &cognito::COGNITO,
    &zitadel::ZITADEL,
    &adfs::ADFS,
    &authentik::AUTHENTIK,
    &dex::DEX,
    &gitlab::GITLAB,
    &generic::GENERIC,
];

impl Preset {
    /// The preset of this name.
    pub fn named(name: &str) -> Option<&'static Preset> {
        PRESETS.iter().copied().find(|preset| preset.name == name)
    }

    /// Whether `name` is a parameter.
    pub fn knows(&self, name: &str) -> bool {
        self.required.contains(&name) || self.optional.contains(&name)
    }

    /// The most groups that the provider puts into one token: Okta 100 by expression, Entra ID 200 in a JWT. `None` if it names no limit.
    #[cfg(feature = "tools")]
    pub fn most_groups(&self) -> Option<usize> {
        match self.name {
            "okta-org" | "okta-custom" => Some(100),
            "entra-groups" => Some(200),
            _ => None,
        }
    }

    /// The `claims` object with the parameters filled in; what an optional one would fill is left out without it.
    pub fn expand(&self, parameters: &[(&str, &str)]) -> Option<Json> {
        let mut claims = Json::parse(self.claims).ok()?;
        fill_in(&mut claims, parameters).then_some(claims)
    }
}

/// `text` with its parameters filled in, as data: what is filled in is not read again. `None` without a value.
pub fn fill(text: &str, parameters: &[(&str, &str)]) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let (name, after) = after.split_once('>')?;
        let (name, default) = name.split_once('=').map_or((name, None), |(name, default)| (name, Some(default)));
        let given = parameters.iter().find_map(|(key, value)| (*key == name).then_some(*value));
        out.push_str(before);
        out.push_str(given.or(default)?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// Fills the strings of `value` in; `false` when nothing is left of it.
fn fill_in(value: &mut Json, parameters: &[(&str, &str)]) -> bool {
    match value {
        Json::Text(text) => match fill(text, parameters) {
            Some(filled) => *text = filled,
            None => return false,
        },
        Json::List(items) => return items.iter_mut().all(|item| fill_in(item, parameters)),
        Json::Object(members) => {
            members.retain_mut(|(_, value)| fill_in(value, parameters));
            return !members.is_empty();
        }
        _ => {}
    }
    true
}
