//! The ID token checklist: OpenID Connect Core 1.0 section 3.1.3.7, step by step.

use alloc::{string::String, vec::Vec};

use super::algorithm::half_hash;
use super::claims::{about, audience, date, expiry, issuer, not_ahead, required, subject, text};
use super::jws::Kind;
use super::keys::KeySet;
use super::signature::authenticate;
use crate::error::{Code, Error, Result};
use crate::host::{Algorithm, Signatures};
use crate::json::Json;
use crate::secret::{Nonce, constant_time_eq};
use crate::time::{Leeway, UnixTime};

/// What an ID token must say. [`IdTokenRules::new`] is the strict start; each widening is a field that one sets.
#[derive(Clone, Debug)]
pub struct IdTokenRules<'a> {
    /// The issuer, exactly as in its metadata.
    pub issuer: &'a str,
    /// `{tenantid}` in `issuer` stands for the claim `tid` (Entra ID, several tenants).
    pub issuer_template: bool,
    /// The client to which the token must have been issued.
    pub client_id: &'a str,
    /// What the token must say about the nonce of the request.
    pub nonce: NonceRule<'a>,
    /// The time.
    pub now: UnixTime,
    /// How far the clocks may differ.
    pub leeway: Leeway,
    /// The person must have authenticated within so many seconds.
    pub max_age: Option<i64>,
    /// `acr` must be one of these, if there are any.
    pub acr_values: &'a [String],
    /// The access token that came with it, for `at_hash`.
    pub access_token: Option<&'a str>,
    /// The code that came with it, for `c_hash`.
    pub code: Option<&'a str>,
    /// Narrows the algorithms; `None`: every one that the key itself permits.
    pub algorithms: Option<&'a [Algorithm]>,
    /// Audiences besides `client_id` that the token may name.
    pub trusted_audiences: &'a [String],
    /// From the request to its answer, at a fresh sign-in: `iat` must lie between them, or the clocks differ.
    pub iat_window: Option<(UnixTime, UnixTime)>,
}

impl<'a> IdTokenRules<'a> {
    /// The strict rules, with a leeway of 60 seconds.
    pub fn new(issuer: &'a str, client_id: &'a str, nonce: NonceRule<'a>, now: UnixTime) -> Self {
        Self {
            issuer,
            issuer_template: false,
            client_id,
            nonce,
            now,
            leeway: Leeway::default(),
            max_age: None,
            acr_values: &[],
            access_token: None,
            code: None,
            algorithms: None,
            trusted_audiences: &[],
            iat_window: None,
        }
    }
}

/// What is known of the nonce.
#[derive(Clone, Copy, Debug)]
pub enum NonceRule<'a> {
    /// The answer to a request: the token must carry this one.
    Required(&'a Nonce),
    /// A renewed token: none, or still this one (Core 12.2).
    IfPresent(&'a Nonce),
    /// No request of ours is known. Never at a sign-in: there a lost nonce is a failure, not a pass.
    Unchecked,
}

/// One step of the checklist as it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The step of Core 3.1.3.7 and what it is about, or the section that asks for it.
    pub step: &'static str,
    /// Whether it passed or did not apply. What fails ends in an error, so here it is `true`.
    pub ok: bool,
    /// What was seen, without secrets.
    pub detail: String,
}

/// An ID token that passed every check. INVARIANT: made by [`verify_id_token`] only.
#[derive(Clone, Debug)]
pub struct VerifiedIdToken {
    header: Json,
    claims: Json,
    issuer: String,
    subject: String,
    audience: Vec<String>,
    expires_at: UnixTime,
    issued_at: UnixTime,
    auth_time: Option<UnixTime>,
    clock_offset: i64,
    checks: Vec<Check>,
}

/// Verifies an ID token by the whole of OpenID Connect Core 3.1.3.7, always with its signature. Errors come in the order envelope, key,
/// signature, claims; all codes of the groups envelope and claims can occur, and what `signatures` fails with.
pub async fn verify_id_token<S: Signatures>(
    signatures: &S,
    token: &str,
    keys: &KeySet,
    rules: &IdTokenRules<'_>,
) -> Result<VerifiedIdToken> {
    let mut list = Checklist(Vec::new());

    // Steps 1, 6, 7 and 8 come first: nothing that a token says is looked at before its signature is known to be good. They are
    // noted below at their place.
    let sealed = authenticate(signatures, token, Kind::Id, keys, rules.algorithms).await?;
    let claims = &sealed.claims;
    refuse_other_kinds(claims)?;

    // 1. Decrypt it if it is encrypted: none is accepted.
    list.pass("1 encryption", "signed only");

    // 2. The issuer is exactly the one that was asked.
    let iss = issuer(claims, rules.issuer, rules.issuer_template, sealed.key_issuer.as_deref())?;
    list.pass("2 iss", iss);

    // Core 2: `sub` names somebody.
    let sub = subject(claims)?;
    list.pass("core 2 sub", "1 to 255 ASCII characters");

    // 3. The audience has our client_id, and nobody whom we do not trust.
    let aud = required(audience(claims)?, "aud")?;
    let other = |name: &String| name != rules.client_id;
    if !aud.iter().any(|name| name == rules.client_id) || aud.iter().any(|name| other(name) && !rules.trusted_audiences.contains(name)) {
        return Err(about(Code::AudienceRejected, "aud"));
    }
    list.pass("3 aud", if aud.iter().any(other) { "this client and trusted ones" } else { "this client only" });

    // 4. An authorized party must be named where there are several audiences.
    let azp = text(claims, "azp")?;
    if aud.iter().any(other) {
        required(azp, "azp")?;
    }
    list.pass("4 azp present", if azp.is_some() { "present" } else { "not needed" });

    // 5. The authorized party is us.
    if azp.is_some_and(|azp| azp != rules.client_id) {
        return Err(about(Code::AzpRejected, "azp"));
    }
    list.pass("5 azp", if azp.is_some() { "this client" } else { "absent" });

    // 6. The signature is by the issuer's key. 7. The algorithm is an accepted one. 8. No MAC: symmetric algorithms do not exist here.
    list.pass("6 signature", "valid");
    list.pass("7 alg", sealed.algorithm.name());
    list.pass("8 mac", "not symmetric");

    // 9. It has not expired; 10. and was issued at a time that can be. At a fresh sign-in `iat` shows how far the clocks differ, and
    // a wrong clock is named before the expiry that it feigns.
    let issued_at = required(date(claims, "iat")?, "iat")?;
    let not_before = date(claims, "nbf")?;
    let clock_offset = rules.iat_window.map_or(0, |(asked, answered)| issued_at.outside(asked, answered));
    required(date(claims, "exp")?, "exp")?;
    if clock_offset.abs() > rules.leeway.seconds() {
        return Err(clock_skew(clock_offset).claim("iat"));
    }
    let expires_at = expiry(claims, rules.now, rules.leeway)?;
    list.pass("9 exp", "not expired");
    if rules.iat_window.is_none() {
        not_ahead(Some(issued_at), "iat", rules.now, rules.leeway)?;
    }
    list.pass("10 iat", if rules.iat_window.is_some() { "between request and answer" } else { "not ahead" });

    // RFC 7519 section 4.1.5.
    not_ahead(not_before, "nbf", rules.now, rules.leeway)?;
    list.pass("rfc 7519 4.1.5 nbf", if not_before.is_some() { "reached" } else { "absent" });

    // 11. The nonce is the one of our request.
    let nonce = text(claims, "nonce")?;
    let expected = match rules.nonce {
        NonceRule::Required(expected) => Some((expected, required(nonce, "nonce")?)),
        NonceRule::IfPresent(expected) => nonce.map(|nonce| (expected, nonce)),
        NonceRule::Unchecked => None,
    };
    // An empty one would be a lost one: it never matches.
    let same = |(expected, nonce): (&Nonce, &str)| !nonce.is_empty() && constant_time_eq(expected.secret().as_bytes(), nonce.as_bytes());
    if expected.is_some_and(|pair| !same(pair)) {
        return Err(about(Code::NonceMismatch, "nonce"));
    }
    list.pass("11 nonce", if expected.is_some() { "as in the request" } else { "not asked" });

    // 12. The person authenticated in one of the ways that were asked for.
    let acr = text(claims, "acr")?;
    let asked = !rules.acr_values.is_empty();
    if asked && !acr.is_some_and(|acr| rules.acr_values.iter().any(|value| value == acr)) {
        return Err(about(Code::AcrUnmet, "acr"));
    }
    list.pass("12 acr", if asked { "as asked" } else { "not asked" });

    // 13. And recently enough.
    let auth_time = date(claims, "auth_time")?;
    if let Some(max_age) = rules.max_age {
        let auth_time = required(auth_time, "auth_time")?;
        not_ahead(Some(auth_time), "auth_time", rules.now, rules.leeway)?;
        if rules.now.since(auth_time) > max_age.saturating_add(rules.leeway.seconds()) {
            return Err(about(Code::AuthTooOld, "auth_time"));
        }
    }
    list.pass("13 auth_time", if rules.max_age.is_some() { "recent enough" } else { "not asked" });

    // Core 3.1.3.8 and 3.3.2.10: the access token and the code are those with which it was issued.
    let at_hash = hash(claims, "at_hash", sealed.algorithm, rules.access_token, Code::AtHashMismatch)?;
    list.pass("core 3.1.3.8 at_hash", at_hash);
    let c_hash = hash(claims, "c_hash", sealed.algorithm, rules.code, Code::CHashMismatch)?;
    list.pass("core 3.3.2.10 c_hash", c_hash);

    let (iss, sub) = (iss.into(), sub.into());
    Ok(VerifiedIdToken {
        header: sealed.header,
        claims: sealed.claims,
        issuer: iss,
        subject: sub,
        audience: aud,
        expires_at,
        issued_at,
        auth_time,
        clock_offset,
        checks: list.0,
    })
}

impl VerifiedIdToken {
    /// `iss`. Only together with [`Self::subject`] does it name a person (Core 5.7).
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// `sub`.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// `aud`, as a list.
    pub fn audience(&self) -> &[String] {
        &self.audience
    }

    /// `exp`; if that had already passed within the leeway, `exp` plus the leeway.
    pub fn expires_at(&self) -> UnixTime {
        self.expires_at
    }

    /// `iat`.
    pub fn issued_at(&self) -> UnixTime {
        self.issued_at
    }

    /// `auth_time`, where the token has it.
    pub fn auth_time(&self) -> Option<UnixTime> {
        self.auth_time
    }

    /// By how many seconds the issuer's clock is ahead of ours (negative: behind), as far as `iat_window` shows it; else 0.
    /// Never more than the leeway.
    pub fn clock_offset(&self) -> i64 {
        self.clock_offset
    }

    /// All claims.
    pub fn claims(&self) -> &Json {
        &self.claims
    }

    /// The JOSE header.
    pub fn header(&self) -> &Json {
        &self.header
    }

    /// The checklist, in the order of Core 3.1.3.7.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }
}

struct Checklist(Vec<Check>);

impl Checklist {
    fn pass(&mut self, step: &'static str, detail: &str) {
        self.0.push(Check { step, ok: true, detail: detail.into() });
    }
}

/// No other kind of JWT may pass for an ID token (RFC 8725 section 3.12), also where `typ` does not tell: logout tokens and other
/// security events have `events` (Back-Channel Logout 2.4), Cognito says `token_use`, Keycloak a claim `typ`.
fn refuse_other_kinds(claims: &Json) -> Result<()> {
    let says = |name: &str| claims.field(name).and_then(Json::as_str);
    let other = claims.field("events").is_some()
        || says("token_use").is_some_and(|used| used != "id")
        || says("typ").is_some_and(|typ| matches!(typ, "Bearer" | "DPoP" | "Refresh" | "Offline" | "Logout"));
    if other { Err(Code::JwtTypeRejected.into()) } else { Ok(()) }
}

/// `clock_skew` with its size in seconds; the provider's clock is ahead, or (negative) behind.
pub fn clock_skew(offset: i64) -> Error {
    let mut part = String::from(if offset > 0 { "the provider's clock is ahead by " } else { "the provider's clock is behind by " });
    push_number(&mut part, offset.unsigned_abs());
    part.push_str(" seconds");
    Error::new(Code::ClockSkew).part(&part)
}

fn push_number(out: &mut String, number: u64) {
    if number > 9 {
        push_number(out, number / 10);
    }
    out.push(char::from_digit((number % 10) as u32, 10).unwrap_or('0'));
}

/// Checks `at_hash` or `c_hash` if the token has it and what it is about is known.
fn hash(claims: &Json, name: &str, algorithm: Algorithm, about_what: Option<&str>, mismatch: Code) -> Result<&'static str> {
    match (text(claims, name)?, about_what) {
        (Some(hash), Some(value)) if constant_time_eq(half_hash(algorithm, value).as_bytes(), hash.as_bytes()) => Ok("matches"),
        (Some(_), Some(_)) => Err(about(mismatch, name)),
        (Some(_), None) => Ok("not asked"),
        (None, _) => Ok("absent"),
    }
}
