//! The words of an error about a proof (RFC 9449): for the same codes a token has other ways out.

use super::Code;

/// What happened and the way out; `None` where the words of the code serve.
pub(super) fn words(code: Code, claim: Option<&str>) -> Option<&'static str> {
    Some(match (code, claim) {
        (Code::TokenTypeUnsupported, _) => "the access token is not bound to a key by its thumbprint alone; send it as it was issued",
        (Code::JwtKeyRejected, Some("cnf")) => {
            "the access token is bound to another key than the proof's; sign with the key that it was issued for"
        }
        (Code::JwtMalformed, _) => "a request needs exactly one proof, a well-formed JWT in the header `DPoP`",
        (Code::JwtTooLarge, _) => "the proof is larger than 16 KiB or its header than 8 KiB",
        (Code::JwtEncrypted, _) => "the proof is encrypted; sign it only",
        (Code::JwtAlgRejected, _) => "the proof's algorithm is not accepted; use one that the challenge names",
        (Code::JwtCritRejected, _) => "the proof demands an extension that is not understood",
        (Code::JwtTypeRejected, _) => "this is no proof; its `typ` must be `dpop+jwt`",
        (Code::JwtKeyMissing, _) => "the proof's header has no `jwk`; send the public key in it",
        (Code::JwtKeyRejected, _) => "the proof's `jwk` is not acceptable; send a public key that fits `alg`",
        (Code::JwtSignatureInvalid, _) => "the proof's signature is not valid",
        (Code::ClaimMissing, _) => "the proof lacks this claim",
        (Code::ClaimInvalid, Some("htu")) => {
            "the proof is not for this address; make one for each request, and behind a proxy set the guard's `publicOrigin`"
        }
        (Code::ClaimInvalid, Some("ath")) => "the proof is not for this access token; make one for each request",
        (Code::ClaimInvalid, _) => "the proof is not for this request; make one for each",
        (Code::TokenExpired, _) => "the proof is too old; make one for each request, and compare the clocks",
        (Code::TokenNotYetValid, _) => "the proof lies in the future; compare the clocks",
        _ => return None,
    })
}
