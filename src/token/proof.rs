//! Proofs that a request comes from who holds the key that its access token is bound to (RFC 9449): on the API. Nothing of a page.

use alloc::string::String;

use super::access::VerifiedAccessToken;
use super::claims::{about, date, expiry, not_ahead, required, text};
use super::jws::{Envelope, Kind};
use super::keys::Key;
use crate::base64url;
use crate::error::{Code, Error, Result};
use crate::host::{PublicKey, Signatures, ec_thumbprint};
use crate::json::Json;
use crate::secret::constant_time_eq;
use crate::time::{Leeway, UnixTime};
use crate::uri::target::normal;

/// The longest proof that is read, in bytes: what Node takes of all headers of a request.
pub const MAX_PROOF: usize = 16 * 1024;
/// For how many seconds a proof is good from its `iat` on.
pub const WINDOW: i64 = 300;
/// The longest `jti`, in bytes.
const LONGEST_JTI: usize = 255;

/// What a proof must say (RFC 9449 section 4.3). It has no rule for `nonce`: whoever gives nonces compares [`VerifiedProof::nonce`].
#[derive(Clone, Debug)]
pub struct ProofRules<'a> {
    /// The method of the request, as it was sent.
    pub method: &'a str,
    /// Its absolute address, as the client sees it; query and fragment do not count.
    pub url: &'a str,
    /// The access token that was sent with it, whole.
    pub token: &'a str,
    /// The claim `cnf` of that token, which was verified before.
    pub confirmation: Option<&'a Json>,
    /// The time.
    pub now: UnixTime,
    /// How far the client's clock may be ahead.
    pub leeway: Leeway,
}

impl<'a> ProofRules<'a> {
    /// The rules for a request with the access token `token`, which was found to be `verified`; with a leeway of 60 seconds.
    pub fn new(method: &'a str, url: &'a str, token: &'a str, verified: &'a VerifiedAccessToken, now: UnixTime) -> Self {
        let confirmation = verified.claims().field("cnf");
        Self { method, url, token, confirmation, now, leeway: Leeway::default() }
    }
}

/// A proof for this request and this access token. It may be one that was used before: that is the caller's to know, by
/// [`Self::replay_key`] until [`Self::until`]. INVARIANT: made by [`verify_proof`] only.
#[derive(Clone, Debug)]
pub struct VerifiedProof {
    claims: Json,
    thumbprint: String,
    replay_key: String,
    until: UnixTime,
}

/// Verifies the value of the one header `DPoP` (RFC 9449 section 4.3); more than one, joined by commas, is `jwt_malformed`. Errors come in the
/// order binding, envelope, key, signature, claims. Where the claim at fault is `cnf`, it is the access token that does not fit
/// (`invalid_token`), else the proof (`invalid_dpop_proof`).
pub async fn verify_proof<S: Signatures>(signatures: &S, proof: &str, rules: &ProofRules<'_>) -> Result<VerifiedProof> {
    judge(signatures, proof, rules).await.map_err(Error::of_proof)
}

async fn judge<S: Signatures>(signatures: &S, proof: &str, rules: &ProofRules<'_>) -> Result<VerifiedProof> {
    let bound_to = bound_to(rules.confirmation)?;
    if proof.len() > MAX_PROOF {
        return Err(Code::JwtTooLarge.into());
    }
    // Two headers, joined: no other code may hide that.
    if proof.as_bytes().contains(&b',') {
        return Err(Code::JwtMalformed.into());
    }
    let envelope = Envelope::open(proof, Kind::Proof, None)?;
    let jwk = envelope.header.field("jwk").ok_or(Code::JwtKeyMissing)?;
    let key = Key::from_json(jwk).filter(|key| key.fits(envelope.algorithm)).ok_or(Code::JwtKeyRejected)?;
    if !signatures.verify(key.public(), envelope.algorithm, envelope.signed.as_bytes(), &envelope.signature).await? {
        return Err(Code::JwtSignatureInvalid.into());
    }
    let claims = &envelope.claims;
    let jti = required(text(claims, "jti")?, "jti")?;
    same(claims, "htm", |htm| htm == rules.method)?;
    same(claims, "htu", |htu| normal(htu).is_some_and(|htu| normal(rules.url) == Some(htu)))?;
    let until = fresh(claims, rules)?;
    if jti.is_empty() || jti.len() > LONGEST_JTI {
        return Err(about(Code::ClaimInvalid, "jti"));
    }
    same(claims, "ath", |ath| constant_time_eq(base64url::of_sha256(rules.token).as_bytes(), ath.as_bytes()))?;
    text(claims, "nonce")?;
    let thumbprint = thumbprint(key.public());
    if !constant_time_eq(thumbprint.as_bytes(), bound_to.as_bytes()) {
        return Err(about(Code::JwtKeyRejected, "cnf"));
    }
    // The thumbprint is of one length, so that no two pairs are one text.
    let replay_key = base64url::of_sha256(&[&thumbprint, jti].concat());
    Ok(VerifiedProof { claims: envelope.claims, thumbprint, replay_key, until })
}

impl VerifiedProof {
    /// The thumbprint of the key (RFC 7638), as the token's `cnf.jkt` says it.
    pub fn thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// What no second proof may have: a digest of the key and `jti`.
    pub fn replay_key(&self) -> &str {
        &self.replay_key
    }

    /// From then on the same proof is too old anyway.
    pub fn until(&self) -> UnixTime {
        self.until
    }

    /// `nonce`, where the proof has one.
    pub fn nonce(&self) -> Option<&str> {
        self.claims.field("nonce").and_then(Json::as_str)
    }
}

/// `cnf.jkt` (RFC 9449 section 6.1). A token that is bound to a certificate too (RFC 8705 section 3.1) needs more than a proof.
fn bound_to(confirmation: Option<&Json>) -> Result<&str> {
    let also_to_another = confirmation.is_some_and(|cnf| cnf.field("x5t#S256").is_some());
    let thumbprint = confirmation.and_then(|cnf| cnf.field("jkt")).and_then(Json::as_str).filter(|_| !also_to_another);
    thumbprint.ok_or_else(|| about(Code::TokenTypeUnsupported, "cnf"))
}

fn same(claims: &Json, name: &str, fits: impl Fn(&str) -> bool) -> Result<()> {
    if fits(required(text(claims, name)?, name)?) { Ok(()) } else { Err(about(Code::ClaimInvalid, name)) }
}

/// `iat` within the window, and `exp` and `nbf` where they are; until when that will be so.
fn fresh(claims: &Json, rules: &ProofRules<'_>) -> Result<UnixTime> {
    let iat = required(date(claims, "iat")?, "iat")?;
    let until = iat.plus(WINDOW + 1);
    if rules.now >= until {
        return Err(about(Code::TokenExpired, "iat"));
    }
    not_ahead(Some(iat), "iat", rules.now, rules.leeway)?;
    if claims.field("exp").is_some() {
        expiry(claims, rules.now, rules.leeway)?;
    }
    not_ahead(date(claims, "nbf")?, "nbf", rules.now, rules.leeway)?;
    Ok(until)
}

/// RFC 7638 section 3: the required members in the order of their names. What a [`PublicKey`] holds needs no escape.
fn thumbprint(key: &PublicKey) -> String {
    match key {
        PublicKey::Rsa { n, e } => base64url::of_sha256(&[r#"{"e":""#, e, r#"","kty":"RSA","n":""#, n, r#""}"#].concat()),
        PublicKey::Ec { crv, x, y } => ec_thumbprint(crv, x, y),
        PublicKey::Okp { x } => base64url::of_sha256(&[r#"{"crv":"Ed25519","kty":"OKP","x":""#, x, r#""}"#].concat()),
    }
}
