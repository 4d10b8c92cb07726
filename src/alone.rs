//! The doors that need no gate: a token by itself, claims by themselves.

use alloc::{string::String, vec::Vec};

use crate::access::{Access, Policy};
use crate::claims::{Side, TokenClaims, Userinfo, parse_claims};
use crate::config::{Settings, invalid};
use crate::error::Result;
use crate::host::Host;
#[cfg(any(feature = "tools", feature = "native"))]
use crate::host::Signatures;
use crate::json::Json;
use crate::presets::{AccessProfile, AudienceMode, GENERIC, IssuerMode, Preset};
use crate::secret::Nonce;
use crate::time::{Leeway, UnixTime};
#[cfg(any(feature = "tools", feature = "native"))]
use crate::token::ProofRules;
use crate::token::{self, AccessTokenRules, IdTokenRules, KeySet, NonceRule, Profile};

/// Reads a JWT strictly and verifies nothing.
pub fn decode_token(token: &str) -> Result<Json> {
    let decoded = token::decode(token)?;
    Ok(Json::object([("header", decoded.header), ("claims", decoded.claims)]))
}

/// Verifies an ID token under the JSON options of `VerifyIdTokenOptions`: `{ claims, header, checks }`.
pub async fn verify_id_token<H: Host>(host: &H, token: &str, options: &str) -> Result<Json> {
    const KNOWN: &[&str] =
        &["issuer", "clientId", "jwks", "nonce", "now", "leeway", "maxAge", "acrValues", "accessToken", "code", "algorithms", "audiences"];
    let json = read(options)?;
    let settings = Settings::new(&json, "the options", KNOWN)?;
    let nonce = settings.text("nonce")?.map(|nonce| Nonce::new(nonce.into()));
    let rule = nonce.as_ref().map_or(NonceRule::Unchecked, NonceRule::Required);
    let (acr_values, audiences, algorithms) = (settings.texts("acrValues")?, settings.texts("audiences")?, settings.algorithms()?);
    let rules = IdTokenRules {
        leeway: leeway(&settings)?,
        max_age: settings.integer("maxAge", 0, i64::from(i32::MAX))?,
        acr_values: &acr_values,
        access_token: settings.text("accessToken")?,
        code: settings.text("code")?,
        algorithms: algorithms.as_deref(),
        trusted_audiences: &audiences,
        ..IdTokenRules::new(settings.required("issuer")?, settings.required("clientId")?, rule, now(&json, host)?)
    };
    let verified = token::verify_id_token(host, token, &keys(&json)?, &rules).await?;
    let checks: Vec<Json> = verified
        .checks()
        .iter()
        .map(|check| Json::object([("step", check.step.into()), ("ok", check.ok.into()), ("detail", check.detail.as_str().into())]))
        .collect();
    Ok(Json::object([("claims", verified.claims().clone()), ("header", verified.header().clone()), ("checks", Json::List(checks))]))
}

/// Verifies an access token under the JSON options of `VerifyAccessTokenOptions`: `{ claims, header, scopes }`.
pub async fn verify_access_token<H: Host>(host: &H, token: &str, options: &str) -> Result<Json> {
    const KNOWN: &[&str] = &["issuer", "audience", "jwks", "now", "leeway", "profile", "preset", "algorithms", "requireScope"];
    let json = read(options)?;
    let settings = Settings::new(&json, "the options", KNOWN)?;
    let audience = match json.field("audience") {
        Some(Json::Text(text)) => Vec::from([text.clone()]),
        _ => settings.texts("audience")?,
    };
    if audience.is_empty() || audience.iter().any(String::is_empty) {
        return Err(invalid("audience", "name this resource server"));
    }
    let (require_scope, algorithms) = (settings.texts("requireScope")?, settings.algorithms()?);
    let preset = match settings.text("preset")? {
        Some(name) => Preset::named(name).ok_or_else(|| invalid("preset", "be one that role maps can name"))?,
        None => &GENERIC,
    };
    let lax = settings.choice("profile", &["rfc9068", "lax"])?.map_or(preset.profile == AccessProfile::Lax, |chosen| chosen == 1);
    let rules = AccessTokenRules {
        leeway: leeway(&settings)?,
        issuer_template: preset.issuer == IssuerMode::Template,
        audience_claim: match preset.audience {
            AudienceMode::Aud => None,
            AudienceMode::Azp => Some("azp"),
            AudienceMode::ClientId => Some("client_id"),
        },
        profile: if lax { Profile::Lax } else { Profile::Rfc9068 },
        algorithms: algorithms.as_deref(),
        require_scope: &require_scope,
        ..AccessTokenRules::new(settings.required("issuer")?, &audience, now(&json, host)?)
    };
    let verified = token::verify_access_token(host, token, &keys(&json)?, &rules).await?;
    let scopes: Vec<&str> = verified.scopes().iter().map(String::as_str).collect();
    Ok(Json::object([("claims", verified.claims().clone()), ("header", verified.header().clone()), ("scopes", scopes.into())]))
}

/// Verifies a proof (RFC 9449) under the JSON options `{ method, url, token, cnf?, now, leeway? }`: `{ thumbprint, replayKey, until }`.
#[cfg(any(feature = "tools", feature = "native"))]
pub async fn verify_proof<S: Signatures>(signatures: &S, proof: &str, options: &str) -> Result<Json> {
    let json = read(options)?;
    let settings = Settings::new(&json, "the options", &["method", "url", "token", "cnf", "now", "leeway"])?;
    let rules = ProofRules {
        method: settings.required("method")?,
        url: settings.required("url")?,
        token: settings.required("token")?,
        confirmation: json.field("cnf"),
        now: settings.integer("now", 0, i64::MAX)?.and_then(UnixTime::from_seconds).ok_or_else(|| invalid("now", "be set"))?,
        leeway: leeway(&settings)?,
    };
    let verified = token::verify_proof(signatures, proof, &rules).await?;
    let (thumbprint, replay_key) = (verified.thumbprint(), verified.replay_key());
    Ok(Json::object([("thumbprint", thumbprint.into()), ("replayKey", replay_key.into()), ("until", verified.until().seconds().into())]))
}

/// What the person of these claims (`{ id?, userinfo?, access? }`, verified by the caller) may do.
pub fn access(policy: &Policy, claims: &str, side: Side) -> Result<Access> {
    let json = parse_claims(claims).map_err(|_| invalid("the claims", "be JSON"))?;
    let settings = Settings::new(&json, "the claims", &["id", "userinfo", "access"]);
    settings?;
    let part = |name: &str| json.field(name).filter(|part| **part != Json::Null);
    let userinfo = match json.field("userinfo") {
        None => Userinfo::NotAsked,
        Some(Json::Null) => Userinfo::Unavailable,
        Some(claims) => Userinfo::Claims(claims),
    };
    policy.access(side, &TokenClaims { id: part("id"), userinfo, access: part("access") })
}

fn read(options: &str) -> Result<Json> {
    Json::parse(options).map_err(|_| invalid("the options", "be strict JSON"))
}

fn keys(options: &Json) -> Result<KeySet> {
    KeySet::from_json(options.field("jwks").ok_or_else(|| invalid("jwks", "be a key set: `{ keys: [] }`"))?)
}

fn leeway(settings: &Settings<'_>) -> Result<Leeway> {
    Ok(settings.integer("leeway", 0, 300)?.and_then(Leeway::from_seconds).unwrap_or_default())
}

#[allow(clippy::cast_possible_truncation, reason = "UnixTime judges the range")]
fn now<H: Host>(options: &Json, host: &H) -> Result<UnixTime> {
    let seconds = match options.field("now") {
        None => return Ok(host.now()),
        Some(Json::Integer(seconds)) => Some(*seconds),
        Some(Json::Float(seconds)) => Some(seconds.floor() as i64),
        Some(_) => None,
    };
    seconds.and_then(UnixTime::from_seconds).ok_or_else(|| invalid("now", "be seconds since the epoch"))
}
