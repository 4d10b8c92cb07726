//! JWT access tokens: on the API that they are for (RFC 9068), and in the client that only reads them.

use alloc::{string::String, vec::Vec};

use super::claims::{about, audience, date, expiry, issuer, not_ahead, required, subject, text};
use super::jws::Kind;
use super::keys::KeySet;
use super::signature::{Authentic, authenticate};
use crate::error::{Code, Result};
use crate::host::{Algorithm, Signatures};
use crate::json::Json;
use crate::time::{Leeway, UnixTime};
use crate::uri::words;

/// How closely an access token must follow RFC 9068. An ID token passes neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// RFC 9068: `typ` is `at+jwt`; `iss`, `exp`, `aud`, `sub`, `client_id`, `iat` and `jti` are there.
    Rfc9068,
    /// What providers really send: `typ` may be `JWT` or absent; `iss`, `exp` and `aud` are there, and something that only an access
    /// token has.
    Lax,
}

/// What an access token must say.
#[derive(Clone, Debug)]
pub struct AccessTokenRules<'a> {
    /// The issuer, exactly as in its metadata.
    pub issuer: &'a str,
    /// `{tenantid}` in `issuer` stands for the claim `tid` (Entra ID, several tenants).
    pub issuer_template: bool,
    /// The names of this API; the token must be for one of them. Empty: no token passes.
    pub audience: &'a [String],
    /// The claim that names whom the token is for where it has no `aud` (Cognito, Keycloak); `None`: `aud` must be there.
    pub audience_claim: Option<&'static str>,
    /// The time.
    pub now: UnixTime,
    /// How far the clocks may differ.
    pub leeway: Leeway,
    /// How strict.
    pub profile: Profile,
    /// Narrows the algorithms; `None`: every one that the key itself permits.
    pub algorithms: Option<&'a [Algorithm]>,
    /// Scopes that the token must all have.
    pub require_scope: &'a [String],
}

impl<'a> AccessTokenRules<'a> {
    /// The strict rules of RFC 9068, with a leeway of 60 seconds.
    pub fn new(issuer: &'a str, audience: &'a [String], now: UnixTime) -> Self {
        Self {
            issuer,
            issuer_template: false,
            audience,
            audience_claim: None,
            now,
            leeway: Leeway::default(),
            profile: Profile::Rfc9068,
            algorithms: None,
            require_scope: &[],
        }
    }
}

/// An access token that is for this API. INVARIANT: made by [`verify_access_token`] only.
#[derive(Clone, Debug)]
pub struct VerifiedAccessToken {
    header: Json,
    claims: Json,
    audience: Vec<String>,
    scopes: Vec<String>,
    expires_at: UnixTime,
}

/// An access token that its issuer signed and that has not expired; for WHOM it is was not judged. Enough to show a person what the
/// API will see, never enough to let anybody in. INVARIANT: made by [`verify_access_token_for_client`] only.
#[derive(Clone, Debug)]
pub struct IssuedAccessToken {
    header: Json,
    claims: Json,
    expires_at: UnixTime,
}

/// Verifies an access token on the API that it is for (RFC 9068 section 4). Errors come in the order envelope, key, signature, claims; an
/// ID token is `jwt_type_rejected`, another API's token `audience_rejected`, a scope that is not granted `scope_refused`.
pub async fn verify_access_token<S: Signatures>(
    signatures: &S,
    token: &str,
    keys: &KeySet,
    rules: &AccessTokenRules<'_>,
) -> Result<VerifiedAccessToken> {
    let strict = rules.profile == Profile::Rfc9068;
    let kind = if strict { Kind::Access } else { Kind::LaxAccess };
    let sealed = authenticate(signatures, token, kind, keys, rules.algorithms).await?;
    let claims = &sealed.claims;
    refuse_other_kinds(&sealed)?;
    issuer(claims, rules.issuer, rules.issuer_template, sealed.key_issuer.as_deref())?;
    let aud = match (audience(claims)?, rules.audience_claim) {
        (None, Some(claim)) => Vec::from([required(text(claims, claim)?, claim)?.into()]),
        (aud, _) => required(aud, "aud")?,
    };
    if !aud.iter().any(|name| rules.audience.contains(name)) {
        return Err(about(Code::AudienceRejected, "aud"));
    }
    if strict {
        require_all(claims)?;
    }
    let expires_at = times(claims, rules.now, rules.leeway)?;
    let scopes = scopes(claims, strict)?;
    if rules.require_scope.iter().any(|scope| !scopes.contains(scope)) {
        return Err(about(Code::ScopeRefused, "scope"));
    }
    Ok(VerifiedAccessToken { header: sealed.header, claims: sealed.claims, audience: aud, scopes, expires_at })
}

/// Verifies the access token that a role map reads in the client: signature, issuer and times. The audience is not judged, because the
/// client is not the audience; so the result is another type than an API's. Of `rules` the client's ID token rules are enough:
/// issuer, template, time, leeway and algorithms.
pub async fn verify_access_token_for_client<S: Signatures>(
    signatures: &S,
    token: &str,
    keys: &KeySet,
    rules: &super::verify::IdTokenRules<'_>,
) -> Result<IssuedAccessToken> {
    let sealed = authenticate(signatures, token, Kind::LaxAccess, keys, rules.algorithms).await?;
    refuse_other_kinds(&sealed)?;
    issuer(&sealed.claims, rules.issuer, rules.issuer_template, sealed.key_issuer.as_deref())?;
    let expires_at = times(&sealed.claims, rules.now, rules.leeway)?;
    Ok(IssuedAccessToken { header: sealed.header, claims: sealed.claims, expires_at })
}

impl VerifiedAccessToken {
    /// All claims.
    pub fn claims(&self) -> &Json {
        &self.claims
    }

    /// The JOSE header.
    pub fn header(&self) -> &Json {
        &self.header
    }

    /// `aud`, as a list.
    pub fn audience(&self) -> &[String] {
        &self.audience
    }

    /// The granted scopes, of `scope` or `scp`.
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// `exp`; if that had already passed within the leeway, `exp` plus the leeway.
    pub fn expires_at(&self) -> UnixTime {
        self.expires_at
    }
}

impl IssuedAccessToken {
    /// All claims.
    pub fn claims(&self) -> &Json {
        &self.claims
    }

    /// The JOSE header.
    pub fn header(&self) -> &Json {
        &self.header
    }

    /// `exp`; if that had already passed within the leeway, `exp` plus the leeway.
    pub fn expires_at(&self) -> UnixTime {
        self.expires_at
    }
}

/// An ID token, a logout token or a refresh token never passes for an access token (RFC 8725 section 3.12). `at+jwt` says enough. Where
/// it is absent, the token must have what only access tokens have, and nothing of an ID token unless it names itself.
fn refuse_other_kinds(token: &Authentic) -> Result<()> {
    let claims = &token.claims;
    let has = |name: &str| claims.field(name).is_some();
    let says = |name: &str| claims.field(name).and_then(Json::as_str);
    let typed = token.header.field("typ").and_then(Json::as_str).is_some_and(|typ| typ.to_ascii_lowercase().ends_with("at+jwt"));
    // Cognito's `token_use`, Keycloak's claim `typ`.
    let named = match (says("token_use"), says("typ")) {
        (None, None) => None,
        (used, typ) => Some(used.is_none_or(|used| used == "access") && typ.is_none_or(|typ| matches!(typ, "Bearer" | "DPoP"))),
    };
    // An ID token is for the party that asked for it, an access token for another.
    let of_another_party = says("azp").is_some_and(|azp| matches!(audience(claims), Ok(Some(aud)) if !aud.iter().any(|name| name == azp)));
    let of_access = of_another_party || ["scope", "scp", "client_id", "cid", "appid"].iter().any(|name| has(name));
    let of_identity = ["nonce", "at_hash", "c_hash"].iter().any(|name| has(name));
    let passes = !has("events") && named != Some(false) && (typed || named == Some(true) || (of_access && !of_identity));
    if passes { Ok(()) } else { Err(Code::JwtTypeRejected.into()) }
}

/// RFC 9068 section 2.2, besides `iss`, `aud` and `exp`.
fn require_all(claims: &Json) -> Result<()> {
    subject(claims)?;
    required(text(claims, "client_id")?, "client_id")?;
    required(date(claims, "iat")?, "iat")?;
    required(text(claims, "jti")?, "jti")?;
    Ok(())
}

fn times(claims: &Json, now: UnixTime, leeway: Leeway) -> Result<UnixTime> {
    let (iat, nbf) = (date(claims, "iat")?, date(claims, "nbf")?);
    let expires_at = expiry(claims, now, leeway)?;
    not_ahead(iat, "iat", now, leeway)?;
    not_ahead(nbf, "nbf", now, leeway)?;
    Ok(expires_at)
}

/// `scope` is a string with spaces (RFC 9068 section 2.2.3). Okta and Entra ID write `scp`, as an array or such a string.
fn scopes(claims: &Json, strict: bool) -> Result<Vec<String>> {
    let name = if strict || claims.field("scope").is_some() { "scope" } else { "scp" };
    let invalid = || about(Code::ClaimInvalid, name);
    match claims.field(name) {
        None => Ok(Vec::new()),
        Some(Json::Text(list)) => Ok(words(list)),
        Some(list @ Json::List(_)) if !strict => list.texts().ok_or_else(invalid),
        Some(_) => Err(invalid()),
    }
}
