//! `Config`: what the application asked for, parsed once, valid ever after. Defaults and ranges are those of `API.md`.

use alloc::{string::String, vec::Vec};

use crate::error::Result;
use crate::host::Algorithm;
use crate::json::Json;
use crate::time::Leeway;
use crate::uri::{HttpUrl, cut};

mod settings;

pub(crate) use settings::{Settings, invalid};

/// What is asked for when neither the application nor a preset says more.
pub const DEFAULT_SCOPE: &str = "openid profile";

/// The settings of one gate. [`Config::parse`] is the one maker.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Config {
    /// The issuer, exactly as its metadata and its ID tokens say it.
    pub issuer: HttpUrl,
    /// The public client.
    pub client_id: String,
    /// Where the provider sends the person back; no fragment.
    pub redirect_uri: HttpUrl,
    /// Where the provider sends the person after a sign-out.
    pub post_logout_redirect_uri: HttpUrl,
    /// The scope as asked for, with `openid`; `None` leaves it to the preset, then to [`DEFAULT_SCOPE`].
    pub scope: Option<String>,
    /// Scopes asked for too, and given up when they are refused; may be empty.
    pub optional_scope: String,
    /// Resources of the access token (RFC 8707); may be empty.
    pub resource: Vec<String>,
    /// The audience, for providers that use it instead of `resource`.
    pub audience: Option<String>,
    /// What the authorization endpoint answers with.
    pub response_type: ResponseType,
    /// Where in the address the answer stands.
    pub response_mode: ResponseMode,
    /// Where tokens are kept.
    pub storage: Storage,
    /// How `memory` survives a reload.
    pub restore: Restore,
    /// Seconds that groups are trusted without a new ID token.
    pub max_session: i64,
    /// Whether tokens are bound to a key (RFC 9449).
    pub dpop: bool,
    /// Whether the request is pushed (RFC 9126).
    pub par: Par,
    /// How far the clocks may differ.
    pub leeway: Leeway,
    /// Canonical origins that may see the access token.
    pub api_origins: Vec<String>,
    /// What an ID token may be signed with; `None` is every algorithm that there is.
    pub algorithms: Option<Vec<Algorithm>>,
    /// Further audiences that an ID token may name.
    pub trusted_audiences: Vec<String>,
    /// The path in front of every route, without a slash at its end; may be empty.
    pub basename: String,
    /// Further parameters of the authorization request; none that the flow itself sets.
    pub authorize_params: Vec<(String, String)>,
    /// `max_age` of every sign-in that does not ask for its own, in seconds (from `authorizeParams`).
    pub max_age: Option<i64>,
    /// `acr_values` of every sign-in that does not ask for its own (from `authorizeParams`).
    pub acr_values: Vec<String>,
    /// Metadata instead of discovery, an object that is not read yet.
    pub metadata: Option<Json>,
    /// Milliseconds for one request.
    pub request_timeout: i64,
    /// Milliseconds for a silent check.
    pub silent_timeout: i64,
}

/// What the authorization endpoint answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseType {
    /// A code (OpenID Connect Core 3.1).
    Code,
    /// An ID token alone, no access token (OpenID Connect Core 3.2).
    IdToken,
}

/// Where in the address the answer stands (OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseMode {
    /// In the query.
    Query,
    /// In the fragment.
    Fragment,
}

/// The words of `storage` and `restore`, in the order of their variants.
pub(crate) const STORAGES: &[&str] = &["memory", "session", "local"];
pub(crate) const RESTORES: &[&str] = &["redirect", "iframe", "none"];

/// Where tokens are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// In this page only.
    Memory,
    /// In the tab's sessionStorage.
    Session,
    /// In the origin's IndexedDB, for all tabs.
    Local,
}

/// How a session in memory survives a reload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restore {
    /// By a silent round trip of the page itself.
    Redirect,
    /// By a silent check in a hidden frame.
    Iframe,
    /// Not at all.
    None,
}

/// Whether the request is pushed (RFC 9126).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Par {
    /// When the metadata requires it.
    Auto,
    /// Always.
    Required,
    /// Never.
    Off,
}

const SETTINGS: &[&str] = &[
    "issuer",
    "clientId",
    "redirectUri",
    "postLogoutRedirectUri",
    "scope",
    "optionalScope",
    "resource",
    "audience",
    "responseType",
    "responseMode",
    "storage",
    "restore",
    "maxSession",
    "dpop",
    "par",
    "leeway",
    "apiOrigins",
    "algorithms",
    "trustedAudiences",
    "basename",
    "authorizeParams",
    "metadata",
    "timeouts",
];

/// The longest time that fits a browser's timer in milliseconds.
const LONGEST: i64 = 2_147_483_647;

impl Config {
    /// Reads the JSON text of a `GateConfig` (without `roleMap` and `wasm`); `origin` is the page's, where there is a page.
    /// `config_invalid` names the setting at fault.
    pub fn parse(text: &str, origin: Option<&str>) -> Result<Config> {
        let json = Json::parse(text).map_err(|_| invalid("the configuration", "be strict JSON"))?;
        let settings = Settings::new(&json, "the configuration", SETTINGS)?;
        let timeouts = settings.object("timeouts", &["request", "silent"])?;
        let redirect_uri = settings.url("redirectUri", origin, "/callback")?;
        let response_type = response_type(&settings)?;
        let params = settings.authorize_params()?;
        Ok(Config {
            issuer: settings.issuer()?,
            client_id: settings.required("clientId")?.into(),
            post_logout_redirect_uri: settings.url("postLogoutRedirectUri", origin.or(Some(redirect_uri.origin())), "/")?,
            scope: settings.scope()?,
            optional_scope: settings.scopes("optionalScope")?.unwrap_or_else(|| offline(response_type).into()),
            resource: settings.resource()?,
            audience: settings.text("audience")?.map(Into::into),
            response_type,
            response_mode: response_mode(&settings, response_type)?,
            storage: storage(&settings)?,
            restore: restore(&settings)?,
            max_session: settings.integer("maxSession", 1, LONGEST)?.unwrap_or(28_800),
            dpop: dpop(&settings, response_type)?,
            par: par(&settings)?,
            leeway: settings.integer("leeway", 0, 300)?.and_then(Leeway::from_seconds).unwrap_or_default(),
            api_origins: settings.origins()?,
            algorithms: settings.algorithms()?,
            trusted_audiences: settings.texts("trustedAudiences")?,
            basename: settings.basename()?,
            max_age: settings::max_age(&params)?,
            acr_values: settings::acr_values(&params),
            authorize_params: settings::other_params(params),
            metadata: settings.metadata()?,
            request_timeout: timeouts.integer("request", 1, LONGEST)?.unwrap_or(10_000),
            silent_timeout: timeouts.integer("silent", 1, LONGEST)?.unwrap_or(10_000),
            redirect_uri,
        })
    }
}

impl Config {
    /// The path of `redirectUri` as the router says it: without the basename.
    pub fn redirect_path(&self) -> &str {
        within(&self.basename, self.redirect_uri.path()).unwrap_or_else(|| self.redirect_uri.path())
    }

    /// Path, query and fragment of an address of this app as its router says them; `None` outside of the app.
    pub fn router_path<'a>(&self, address: &'a str) -> Option<&'a str> {
        let after = cut(address, "://").map_or(address, |(_, rest)| rest);
        let path = after.find('/').and_then(|at| after.get(at..)).unwrap_or("/");
        within(&self.basename, path)
    }

    /// Whether the issuer is an Okta org authorization server, whose access tokens are for Okta alone (`manual/providers.md`).
    pub fn is_okta_org(&self, preset: Option<&str>) -> bool {
        let host = cut(self.issuer.origin(), "//").map_or("", |(_, host)| host).split(':').next().unwrap_or_default();
        let okta = [".okta.com", ".oktapreview.com", ".okta-emea.com", ".okta-gov.com", ".okta.mil", ".trex-govcloud.com"];
        let is_okta =
            preset.is_some_and(|name| name.starts_with("okta-")) || okta.iter().any(|end| host.to_ascii_lowercase().ends_with(end));
        is_okta && !self.issuer.path().starts_with("/oauth2/")
    }
}

/// `path` without `basename`, which is compared in lower case and by whole segments (ruling R49). The path is of an address as the
/// browser writes it: ASCII, so that the lower case of ASCII is enough.
fn within<'a>(basename: &str, path: &'a str) -> Option<&'a str> {
    if basename.is_empty() {
        return Some(path);
    }
    let head = path.get(..basename.len()).filter(|head| head.eq_ignore_ascii_case(basename))?;
    let rest = path.get(head.len()..)?;
    match rest.chars().next() {
        None => Some("/"),
        Some('/') => Some(rest),
        Some('?' | '#') => Some(rest),
        Some(_) => None,
    }
}

/// Without a code nothing is issued to be used offline (OpenID Connect Core 11).
fn offline(response_type: ResponseType) -> &'static str {
    if response_type == ResponseType::Code { "offline_access" } else { "" }
}

fn dpop(settings: &Settings<'_>, response_type: ResponseType) -> Result<bool> {
    match settings.flag("dpop")? {
        true if response_type == ResponseType::IdToken => {
            Err(invalid("dpop", "be left out: with `responseType` there is no token to bind"))
        }
        bound => Ok(bound),
    }
}

fn response_type(settings: &Settings<'_>) -> Result<ResponseType> {
    let at = settings.choice("responseType", &["code", "id_token"])?;
    Ok(if at == Some(1) { ResponseType::IdToken } else { ResponseType::Code })
}

/// An ID token must never stand in a query, where servers log it (Multiple Response Types, section 5).
fn response_mode(settings: &Settings<'_>, response_type: ResponseType) -> Result<ResponseMode> {
    match (settings.choice("responseMode", &["query", "fragment"])?, response_type) {
        (Some(0), ResponseType::IdToken) => Err(invalid("responseMode", "be \"fragment\" when `responseType` is \"id_token\"")),
        (Some(1), _) | (None, ResponseType::IdToken) => Ok(ResponseMode::Fragment),
        _ => Ok(ResponseMode::Query),
    }
}

fn storage(settings: &Settings<'_>) -> Result<Storage> {
    Ok(match settings.choice("storage", STORAGES)? {
        Some(1) => Storage::Session,
        Some(2) => Storage::Local,
        _ => Storage::Memory,
    })
}

fn restore(settings: &Settings<'_>) -> Result<Restore> {
    Ok(match settings.choice("restore", RESTORES)? {
        Some(1) => Restore::Iframe,
        Some(2) => Restore::None,
        _ => Restore::Redirect,
    })
}

fn par(settings: &Settings<'_>) -> Result<Par> {
    Ok(match settings.choice("par", &["auto", "required", "off"])? {
        Some(1) => Par::Required,
        Some(2) => Par::Off,
        _ => Par::Auto,
    })
}
