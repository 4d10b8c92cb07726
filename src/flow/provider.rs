//! The provider's metadata (OpenID Connect Discovery 1.0, RFC 8414): read once, then trusted as far as it goes.

use alloc::{string::String, vec::Vec};

use crate::error::{Code, Error, Result};
use crate::json::Json;
use crate::uri::{HttpUrl, cut};

use super::http::invalid;

/// Where the metadata of `issuer` is found (OpenID Connect Discovery 4.1: without the slash at its end).
pub fn discovery_url(issuer: &HttpUrl) -> String {
    let issuer = issuer.as_str();
    [issuer.strip_suffix('/').unwrap_or(issuer), "/.well-known/openid-configuration"].concat()
}

/// How the issuer in the metadata relates to the one that was configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerMode {
    /// It is the same, code point by code point (OpenID Connect Discovery 4.3).
    Exact,
    /// It may also be the same with `{tenantid}` in the place of one path segment, as Entra ID says for `common`.
    TenantTemplate,
}

/// What the provider says of itself. [`Provider::parse`] is the one maker.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provider {
    /// The issuer as the metadata says it: with `{tenantid}` only in [`IssuerMode::TenantTemplate`].
    pub issuer: String,
    /// Where a person signs in.
    pub authorization_endpoint: HttpUrl,
    /// Where a code becomes tokens.
    pub token_endpoint: HttpUrl,
    /// Where the keys are.
    pub jwks_uri: HttpUrl,
    /// Where more claims are.
    pub userinfo_endpoint: Option<HttpUrl>,
    /// Where a person signs out (RP-Initiated Logout 1.0, section 2.1).
    pub end_session_endpoint: Option<HttpUrl>,
    /// Where a token is given back (RFC 7009).
    pub revocation_endpoint: Option<HttpUrl>,
    /// Where a request is pushed to (RFC 9126 section 5).
    pub pushed_authorization_request_endpoint: Option<HttpUrl>,
    /// Whether a request must be pushed (RFC 9126 section 5).
    pub requires_par: bool,
    /// Whether every authorization response names its issuer (RFC 9207 section 3).
    pub names_issuer: bool,
    /// Whether it takes proofs that are signed with ES256 (RFC 9449 section 5.1), or does not say which it takes.
    pub takes_es256_proofs: bool,
    /// The `alg` values of ID tokens, unknown ones too; `None` when the metadata says nothing.
    pub id_token_algorithms: Option<Vec<String>>,
}

impl Provider {
    /// Reads metadata. `issuer_mismatch` when it is another issuer's, `response_invalid` naming the member at fault.
    pub fn parse(json: &Json, issuer: &HttpUrl, mode: IssuerMode) -> Result<Provider> {
        let members = Members(json);
        if json.as_object().is_none() {
            return Err(invalid("metadata"));
        }
        let named = members.text("issuer")?.ok_or_else(|| invalid("`issuer` is missing"))?;
        let template = mode == IssuerMode::TenantTemplate && fits_template(named, issuer.as_str());
        if named != issuer.as_str() && !template {
            return Err(Error::new(Code::IssuerMismatch));
        }
        members.check_pkce()?;
        let mut urls = members.endpoints()?.into_iter();
        let (requires_par, names_issuer) =
            (members.flag("require_pushed_authorization_requests")?, members.flag("authorization_response_iss_parameter_supported")?);
        let id_token_algorithms = members.texts("id_token_signing_alg_values_supported")?;
        let proofs = members.texts("dpop_signing_alg_values_supported")?;
        let mut next = || urls.next().flatten();
        let (Some(authorization_endpoint), Some(token_endpoint), Some(jwks_uri)) = (next(), next(), next()) else {
            return Err(invalid("metadata"));
        };
        Ok(Provider {
            issuer: named.into(),
            authorization_endpoint,
            token_endpoint,
            jwks_uri,
            userinfo_endpoint: next(),
            end_session_endpoint: next(),
            revocation_endpoint: next(),
            pushed_authorization_request_endpoint: next(),
            requires_par,
            names_issuer,
            takes_es256_proofs: proofs.is_none_or(|names| names.iter().any(|name| name == "ES256")),
            id_token_algorithms,
        })
    }

    /// Whether `issuer` is this provider: the same text, or with a tenant in the place of `{tenantid}`.
    pub fn is_issuer(&self, issuer: &str) -> bool {
        self.issuer == issuer || fits_template(&self.issuer, issuer)
    }
}

const REQUIRED: usize = 3;
const ENDPOINTS: [&str; 7] = [
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "userinfo_endpoint",
    "end_session_endpoint",
    "revocation_endpoint",
    "pushed_authorization_request_endpoint",
];

const TENANT: &str = "{tenantid}";

/// Whether `issuer` is `template` with one path segment in the place of `{tenantid}`. Only a template has braces: a URL cannot.
fn fits_template(template: &str, issuer: &str) -> bool {
    let Some((before, after)) = cut(template, TENANT) else { return false };
    let tenant = issuer.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    before.ends_with('/')
        && HttpUrl::parse(before).is_some()
        && (after.is_empty() || after.starts_with('/'))
        && tenant.is_some_and(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.')))
}

/// The members of the metadata; `null` is the same as absent, since providers write it so.
struct Members<'a>(&'a Json);

impl<'a> Members<'a> {
    fn value(&self, name: &str) -> Option<&'a Json> {
        self.0.field(name).filter(|value| **value != Json::Null)
    }

    fn text(&self, name: &str) -> Result<Option<&'a str>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        value.as_str().map(Some).ok_or_else(|| wrong(name, "is not a string"))
    }

    fn flag(&self, name: &str) -> Result<bool> {
        let Some(value) = self.value(name) else { return Ok(false) };
        value.as_bool().ok_or_else(|| wrong(name, "is not true or false"))
    }

    fn texts(&self, name: &str) -> Result<Option<Vec<String>>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        value.texts().map(Some).ok_or_else(|| wrong(name, "is not a list of strings"))
    }

    /// An endpoint has no fragment (RFC 6749 sections 3.1 and 3.2) and is reached by TLS.
    fn endpoint(&self, name: &str) -> Result<Option<HttpUrl>> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let url = HttpUrl::parse(text).filter(|url| url.fragment().is_none());
        url.map(Some).ok_or_else(|| wrong(name, "is not an https URL"))
    }

    /// One for each of [`ENDPOINTS`]; the first [`REQUIRED`] are there.
    fn endpoints(&self) -> Result<Vec<Option<HttpUrl>>> {
        let mut urls = Vec::with_capacity(ENDPOINTS.len());
        for name in ENDPOINTS {
            let url = self.endpoint(name)?;
            if url.is_none() && urls.len() < REQUIRED {
                return Err(wrong(name, "is missing"));
            }
            urls.push(url);
        }
        Ok(urls)
    }

    /// A provider that lists its methods without S256 does not protect the code (RFC 9700 section 2.1.1); one that lists none may.
    fn check_pkce(&self) -> Result<()> {
        const NAME: &str = "code_challenge_methods_supported";
        match self.texts(NAME)? {
            Some(methods) if !methods.iter().any(|method| method == "S256") => Err(wrong(NAME, "lacks S256: turn PKCE on at the provider")),
            _ => Ok(()),
        }
    }
}

fn wrong(name: &str, what: &str) -> Error {
    invalid(&["`", name, "` ", what].concat())
}
