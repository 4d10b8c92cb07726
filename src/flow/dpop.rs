//! Proofs that a request comes from who holds the key (RFC 9449). What is signed is made here; who signs it is the host.

use alloc::string::String;

use crate::base64url;
use crate::error::{Code, Error, Result};
use crate::host::{ProofKey, Request, Response, ec_thumbprint};
use crate::json::{integer_into, quote_into};
use crate::time::UnixTime;
use crate::uri;

use super::http::oauth_error;

/// In bytes.
const LONGEST_NONCE: usize = 2_048;

/// What one proof says beside the key (RFC 9449 section 4.2).
#[derive(Clone, Copy, Debug)]
pub struct Claims<'a> {
    /// Fresh for each proof.
    pub jti: &'a str,
    /// The method of the request.
    pub method: &'a str,
    /// Its address; query and fragment are left out here.
    pub url: &'a str,
    /// When it is made.
    pub now: UnixTime,
    /// The access token that goes with it.
    pub token: Option<&'a str>,
    /// The nonce that the server gave last.
    pub nonce: Option<&'a str>,
}

/// What is to be signed with ES256.
pub fn signing_input(key: &ProofKey, claims: &Claims<'_>) -> String {
    let mut header = String::from(r#"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","x":"#);
    quote_into(&mut header, &key.x);
    header.push_str(",\"y\":");
    quote_into(&mut header, &key.y);
    header.push_str(",\"crv\":\"P-256\"}}");
    let mut body = String::from("{\"jti\":");
    quote_into(&mut body, claims.jti);
    body.push_str(",\"htm\":");
    quote_into(&mut body, claims.method);
    body.push_str(",\"htu\":");
    quote_into(&mut body, uri::until(claims.url, b"?#"));
    body.push_str(",\"iat\":");
    integer_into(&mut body, claims.now.seconds());
    if let Some(token) = claims.token {
        body.push_str(",\"ath\":");
        quote_into(&mut body, &base64url::of_sha256(token));
    }
    if let Some(nonce) = claims.nonce {
        body.push_str(",\"nonce\":");
        quote_into(&mut body, nonce);
    }
    body.push('}');
    [&base64url::encode(header.as_bytes()), ".", &base64url::encode(body.as_bytes())].concat()
}

/// The proof: what was signed, and the signature (R then S).
pub fn proof(signing_input: &str, signature: &[u8]) -> String {
    [signing_input, ".", &base64url::encode(signature)].concat()
}

/// The thumbprint of the key (RFC 7638): `dpop_jkt`, and `jkt` of what is bound to it.
pub fn thumbprint(key: &ProofKey) -> String {
    ec_thumbprint("P-256", &key.x, &key.y)
}

/// A nonce as it may be sent again (RFC 9449 section 8.1); `None` for what a server must not give, and for what would make every later
/// request too large to be taken.
pub fn nonce(header: &str) -> Option<&str> {
    let good = (1..=LONGEST_NONCE).contains(&header.len()) && header.bytes().all(|b| matches!(b, 0x21 | 0x23..=0x5B | 0x5D..=0x7E));
    good.then_some(header)
}

/// Whether the server wants the same request again with the nonce that it gives: it did not look at the rest (RFC 9449 sections 8
/// and 9). `token_rejected` where the nonce cannot be read.
pub fn wants_nonce(request: &Request, response: &Response) -> Result<bool> {
    let given = response.dpop_nonce.as_deref().and_then(nonce).is_some();
    // What a resource says of it stands in another header; asking it a second time costs nothing.
    if request.body.is_none() {
        return Ok(given && response.status == 401);
    }
    match oauth_error(response) {
        Some(answer) if answer.error == "use_dpop_nonce" && !given => {
            Err(Error::new(Code::TokenRejected).part("`DPoP-Nonce` cannot be read, the provider must expose it by CORS").provider(answer))
        }
        Some(answer) => Ok(answer.error == "use_dpop_nonce"),
        None => Ok(false),
    }
}
