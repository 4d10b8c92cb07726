//! Proof Key for Code Exchange (RFC 7636), always S256.

use alloc::string::String;

use crate::base64url;
use crate::secret::CodeVerifier;

/// How the challenge is made; `plain` would show the verifier (RFC 7636 section 7.2).
pub const METHOD: &str = "S256";

/// The verifier made of 32 random octets (RFC 7636 section 4.1): 43 characters.
pub fn verifier(octets: &[u8; 32]) -> CodeVerifier {
    CodeVerifier::new(text(octets))
}

/// The S256 challenge of a verifier (RFC 7636 section 4.2).
pub fn challenge(verifier: &CodeVerifier) -> String {
    base64url::of_sha256(verifier.secret())
}

/// 32 octets as 43 characters that need no escaping anywhere.
pub(super) fn text(octets: &[u8; 32]) -> String {
    base64url::encode(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_7636_appendix_b() {
        let octets = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240, 91, 88, 5, 88,
            83, 132, 141, 121,
        ];
        let verifier = verifier(&octets);
        assert_eq!(verifier.secret(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
