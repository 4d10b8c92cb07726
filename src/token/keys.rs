//! The issuer's keys (RFC 7517): one bad member is skipped, not the set, and one token gets one key under one algorithm.

use alloc::{string::String, vec::Vec};

use super::algorithm::takes;
use crate::base64url::decode as base64url;
use crate::error::{Code, Error, Result};
use crate::host::{Algorithm, PublicKey};
use crate::json::Json;

/// The most members that a key set may have.
pub const MAX_KEYS: usize = 100;
/// The longest key set that is read, in bytes.
pub const MAX_KEY_SET: usize = 512 * 1024;

/// Public keys that may verify signatures. INVARIANT: each is acceptable by itself; private and symmetric ones are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySet {
    keys: Vec<Key>,
    /// Names of the members that were skipped, so that a token which asks for one hears why.
    refused: Vec<String>,
    /// What a key that names no algorithm may be used with; `None`: whatever it fits.
    unnamed: Option<Vec<Algorithm>>,
}

/// One key of the set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    public: PublicKey,
    kid: Option<String>,
    algorithm: Option<Algorithm>,
    issuer: Option<String>,
}

impl KeySet {
    /// Reads a JWK Set (RFC 7517 section 5). `response_invalid` if it is not strict JSON of at most 512 KiB; `jwks_invalid` unless it
    /// is an object with an array `keys` of at most 100 members.
    pub fn parse(text: &str) -> Result<Self> {
        let refused = || Error::new(Code::ResponseInvalid).part("key set");
        if text.len() > MAX_KEY_SET {
            return Err(refused());
        }
        Self::from_json(&Json::parse(text).map_err(|_| refused())?)
    }

    /// The same of JSON that was read already: `jwks_invalid` only.
    pub fn from_json(json: &Json) -> Result<Self> {
        let members = json.field("keys").and_then(Json::as_list).ok_or_else(|| invalid("`keys` is not an array"))?;
        if members.len() > MAX_KEYS {
            return Err(invalid("it has more than 100 keys"));
        }
        let mut set = Self { keys: Vec::new(), refused: Vec::new(), unnamed: None };
        for member in members {
            match Key::from_json(member) {
                Some(key) => set.keys.push(key),
                None => set.refused.extend(member.field("kid").and_then(Json::as_str).map(String::from)),
            }
        }
        Ok(set)
    }

    /// Binds keys that name no algorithm to those that the issuer's metadata names.
    pub fn bind(&mut self, algorithms: &[String]) {
        self.unnamed = Some(algorithms.iter().filter_map(|name| Algorithm::from_name(name)).collect());
    }

    /// The one key for a token with this algorithm and `kid`. `jwt_key_missing`: none, so the set may be old and is worth fetching
    /// again; `jwt_key_rejected`: a key of this name is there but not for this use; `jwt_key_ambiguous`: two fit.
    pub fn select(&self, algorithm: Algorithm, kid: Option<&str>) -> Result<&Key> {
        let named = |key: &&Key| kid.is_none() || key.kid.as_deref() == kid;
        let bound = |key: &&Key| key.algorithm.is_some() || self.unnamed.as_ref().is_none_or(|list| list.contains(&algorithm));
        let mut fitting = self.keys.iter().filter(named).filter(|key| key.fits(algorithm)).filter(bound);
        match (fitting.next(), fitting.next()) {
            (Some(key), None) => Ok(key),
            (Some(_), Some(_)) => Err(Code::JwtKeyAmbiguous.into()),
            (None, _) if kid.is_some_and(|kid| self.knows(kid)) => Err(Code::JwtKeyRejected.into()),
            (None, _) => Err(Code::JwtKeyMissing.into()),
        }
    }

    fn knows(&self, kid: &str) -> bool {
        self.refused.iter().any(|name| name == kid) || self.keys.iter().any(|key| key.kid.as_deref() == Some(kid))
    }
}

impl Key {
    /// The key itself.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The issuer to which Entra ID binds this key, where it says so (not in RFC 7517).
    pub(super) fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    pub(super) fn fits(&self, algorithm: Algorithm) -> bool {
        // One key, one algorithm (RFC 8725 section 3.1): what the key says binds the token, never the other way round.
        self.algorithm.is_none_or(|own| own == algorithm) && takes(algorithm, &self.public)
    }

    /// `None` for what is not a public key for signatures, acceptable by itself.
    pub(super) fn from_json(jwk: &Json) -> Option<Self> {
        const PRIVATE: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];
        if PRIVATE.iter().any(|name| jwk.field(name).is_some()) || !may_verify(jwk) {
            return None;
        }
        let kid = text(jwk, "kid").ok()?;
        let algorithm = match text(jwk, "alg").ok()? {
            Some(name) => Some(Algorithm::from_name(name)?),
            None => None,
        };
        let public = public_key(jwk).filter(|public| algorithm.is_none_or(|algorithm| takes(algorithm, public)))?;
        let issuer = jwk.field("issuer").and_then(Json::as_str).map(String::from);
        Some(Self { public, kid: kid.map(String::from), algorithm, issuer })
    }
}

/// `use` is `sig` or absent, `key_ops` has `verify` or is absent (RFC 7517 sections 4.2, 4.3).
fn may_verify(jwk: &Json) -> bool {
    let operations = match jwk.field("key_ops") {
        None => true,
        Some(list) => list.as_list().is_some_and(|list| list.iter().any(|item| item.as_str() == Some("verify"))),
    };
    operations && jwk.field("use").is_none_or(|used| used.as_str() == Some("sig"))
}

fn public_key(jwk: &Json) -> Option<PublicKey> {
    match text(jwk, "kty").ok()?? {
        "RSA" => rsa(jwk),
        "EC" => elliptic(jwk),
        "OKP" if text(jwk, "crv").ok()? == Some("Ed25519") => edwards(jwk),
        _ => None,
    }
}

/// RSA of 2048 to 8192 bits (RFC 7518 section 3.3; above it a check costs too much), with an odd exponent from 3 to 2^32.
fn rsa(jwk: &Json) -> Option<PublicKey> {
    let (n, e) = (text(jwk, "n").ok()??, text(jwk, "e").ok()??);
    let (modulus, exponent) = (base64url(n)?, base64url(e)?);
    let bits = modulus.len() * 8 - modulus.first()?.leading_zeros() as usize;
    // Base64urlUInt has no leading zero octet (RFC 7518 section 2); engines differ on one, so none is taken.
    let minimal = modulus.first() != Some(&0) && exponent.first() != Some(&0);
    let odd = modulus.last()? & exponent.last()? & 1 == 1;
    let exponent_fits = exponent.len() <= 4 && (exponent.len() > 1 || exponent.first()? > &1);
    let sound = minimal && odd && exponent_fits && (2048..=8192).contains(&bits);
    sound.then(|| PublicKey::Rsa { n: n.into(), e: e.into() })
}

/// Coordinates have the full length of the field (RFC 7518 section 6.2.1.2); whether the point is on the curve, the engine checks.
fn elliptic(jwk: &Json) -> Option<PublicKey> {
    let (crv, length) = match text(jwk, "crv").ok()?? {
        "P-256" => ("P-256", 32),
        "P-384" => ("P-384", 48),
        "P-521" => ("P-521", 66),
        _ => return None,
    };
    let (x, y) = (bytes_of(jwk, "x", length)?, bytes_of(jwk, "y", length)?);
    Some(PublicKey::Ec { crv, x: x.into(), y: y.into() })
}

/// The points of small order, by `y` without the sign: under one of them a signature of zeros holds for one message in eight or more.
/// Some engines refuse them and some do not (RFC 8032 section 5.1.7 leaves it open), so none is taken.
const SMALL_ORDER: [&str; 7] = [
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_AU",
    "xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o",
    "7P_______________________________________38",
    "7f_______________________________________38",
    "7v_______________________________________38",
];

fn edwards(jwk: &Json) -> Option<PublicKey> {
    let x = bytes_of(jwk, "x", 32)?;
    let (sign, y) = base64url(x)?.split_last().map(|(last, rest)| (last & 0x7f, rest.to_vec()))?;
    let small = SMALL_ORDER.iter().any(|point| base64url(point).is_some_and(|point| point.split_last() == Some((&sign, &y))));
    (!small).then(|| PublicKey::Okp { x: x.into() })
}

fn bytes_of<'a>(jwk: &'a Json, name: &str, length: usize) -> Option<&'a str> {
    let value = text(jwk, name).ok()??;
    (base64url(value)?.len() == length).then_some(value)
}

/// A member that is absent or a string; `Err` for anything else, which is never taken for absent.
fn text<'a>(jwk: &'a Json, name: &str) -> core::result::Result<Option<&'a str>, ()> {
    match jwk.field(name) {
        None => Ok(None),
        Some(Json::Text(text)) => Ok(Some(text)),
        Some(_) => Err(()),
    }
}

fn invalid(part: &str) -> Error {
    Error::new(Code::JwksInvalid).part(part)
}
