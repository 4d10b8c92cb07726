//! One error: a stable code, the claim at fault, and the only place where words are chosen.

use alloc::{boxed::Box, string::String, vec::Vec};

use crate::finding::Finding;
use crate::json::Json;

#[cfg(any(feature = "tools", feature = "native"))]
mod proof;

macro_rules! codes {
    ($($name:ident $text:literal $words:literal;)*) => {
        /// Every way to fail, as programs read it. `as_str` is the stable name (see `manual/errors.md`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $(
            #[doc = $words]
            $name
        ),* }

        impl Code {
            /// The stable name of the code.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// What happened and the way out, for people.
            fn words(self) -> &'static str {
                match self { $(Self::$name => $words),* }
            }

            /// Every code, in the order of the manual.
            pub const ALL: &'static [Code] = &[$(Self::$name),*];
        }
    };
}

codes! {
    ConfigInvalid "config_invalid" "the configuration is not valid; correct the named setting";
    MapInvalid "map_invalid" "the role map is refused; correct the findings";
    WasmUnavailable "wasm_unavailable" "WebAssembly cannot be loaded; allow 'wasm-unsafe-eval' in script-src";
    CryptoUnavailable "crypto_unavailable" "WebCrypto is not available; serve the page over https or from localhost, in a browser that has the algorithm";
    StorageUnavailable "storage_unavailable" "the browser's storage cannot be used; allow site data for this page";
    NetworkError "network_error" "the provider could not be reached; check the connection, its address and its CORS settings";
    Timeout "timeout" "the provider did not answer in time; try again";
    HttpError "http_error" "the provider answered with an HTTP error; try again, then look at the provider";
    ResponseInvalid "response_invalid" "the provider's answer is not the JSON that was expected; check the issuer's address";
    IssuerMismatch "issuer_mismatch" "the metadata names another issuer; set `issuer` to exactly what the provider says";
    JwksInvalid "jwks_invalid" "the provider's key set is not valid; look at its `jwks_uri`";
    AuthorizationDenied "authorization_denied" "the provider refused the sign-in; sign in again or ask its administrator";
    StateUnknown "state_unknown" "no sign-in was begun here for this response; sign in again";
    CallbackReplayed "callback_replayed" "this response was used before; sign in again if you are not signed in";
    CallbackExpired "callback_expired" "the sign-in took longer than ten minutes; sign in again";
    ResponseIssuerMismatch "response_issuer_mismatch" "the response names another issuer; sign in again";
    ResponseIssuerMissing "response_issuer_missing" "the response lacks the `iss` that this provider promises; sign in again";
    ResponseMalformed "response_malformed" "the response is not well formed; sign in again";
    TokenRejected "token_rejected" "the token endpoint refused the request; sign in again";
    TokenResponseInvalid "token_response_invalid" "the token endpoint's answer lacks or distorts a member; look at the provider";
    TokenTypeUnsupported "token_type_unsupported" "the token type is not one that this client understands; look at the provider";
    JwtMalformed "jwt_malformed" "the token is not a well-formed JWT";
    JwtTooLarge "jwt_too_large" "the token is larger than 64 KiB or its header than 8 KiB; ask for fewer claims";
    JwtEncrypted "jwt_encrypted" "the token is encrypted; configure the provider to sign it only";
    JwtAlgRejected "jwt_alg_rejected" "the token's algorithm is not accepted here; configure the provider to sign with an accepted one";
    JwtCritRejected "jwt_crit_rejected" "the token demands an extension that is not understood";
    JwtKeyMissing "jwt_key_missing" "no key of the issuer fits the token";
    JwtKeyAmbiguous "jwt_key_ambiguous" "more than one key of the issuer fits the token; the provider must send a unique `kid`";
    JwtKeyRejected "jwt_key_rejected" "the key that the token names is not acceptable";
    JwtSignatureInvalid "jwt_signature_invalid" "the token's signature is not valid";
    JwtTypeRejected "jwt_type_rejected" "this is another kind of token than the one expected here";
    ClaimMissing "claim_missing" "a required claim is missing; configure the provider to send it";
    ClaimInvalid "claim_invalid" "a claim has a value that is not acceptable; look at the provider's configuration";
    TokenExpired "token_expired" "the token has expired; sign in again";
    TokenNotYetValid "token_not_yet_valid" "the token is not valid yet; compare this clock with the provider's";
    IssuerRejected "issuer_rejected" "the token comes from another issuer";
    AudienceRejected "audience_rejected" "the token is meant for another audience";
    AzpRejected "azp_rejected" "the token was issued to another client";
    NonceMismatch "nonce_mismatch" "the token belongs to another sign-in; sign in again";
    AtHashMismatch "at_hash_mismatch" "the ID token does not belong to this access token";
    CHashMismatch "c_hash_mismatch" "the ID token does not belong to this code";
    SubjectMismatch "subject_mismatch" "the answer is about another person; sign in again";
    AuthTooOld "auth_too_old" "the person authenticated too long ago; authenticate again";
    AcrUnmet "acr_unmet" "the person did not authenticate as was asked; authenticate again";
    ClockSkew "clock_skew" "this clock and the provider's differ too much; set the clock";
    SessionExpired "session_expired" "the session has expired; sign in again";
    RefreshRejected "refresh_rejected" "the provider refused to renew the session; sign in again";
    ScopeRefused "scope_refused" "the provider refused a scope; ask for less or have it allowed";
    SignInLoop "sign_in_loop" "this page keeps going to the provider; look at the last error, and do not load a page where the router should navigate";
    ReturnToRejected "return_to_rejected" "`returnTo` must be a path of this origin";
    OriginNotAllowed "origin_not_allowed" "this address is not under `apiOrigins`; add its origin if it may see the access token";
    DpopDowngraded "dpop_downgraded" "a bound token was asked for and a plain one came back";
    InteractionRequired "interaction_required" "the provider wants to see the person; sign in again";
    Disposed "disposed" "this gate was disposed of; make a new one";
}

/// What the provider said of an error: checked character set, at most 300 characters, plain text (RFC 6749 section 4.1.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderAnswer {
    /// The provider's `error`.
    pub error: String,
    /// The provider's `error_description`.
    pub description: Option<String>,
}

/// What went wrong. Holds no token, code, verifier or another person's claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq)]
struct Inner {
    code: Code,
    claim: Option<String>,
    part: Option<String>,
    provider: Option<ProviderAnswer>,
    findings: Vec<Finding>,
    retriable: bool,
    retry_after: Option<i64>,
    #[cfg(any(feature = "tools", feature = "native"))]
    of_proof: bool,
}

/// The result of everything here that can fail.
pub type Result<T, E = Error> = core::result::Result<T, E>;

impl Error {
    /// An error of this code.
    pub fn new(code: Code) -> Self {
        Self(Box::new(Inner {
            code,
            claim: None,
            part: None,
            provider: None,
            findings: Vec::new(),
            retriable: false,
            retry_after: None,
            #[cfg(any(feature = "tools", feature = "native"))]
            of_proof: false,
        }))
    }

    /// Names the claim at fault.
    #[must_use]
    pub fn claim(mut self, name: &str) -> Self {
        self.0.claim = Some(name.into());
        self
    }

    /// Names the part at fault (a setting, a header, a short reason). INVARIANT: never a secret.
    #[must_use]
    pub fn part(mut self, part: &str) -> Self {
        self.0.part = Some(part.into());
        self
    }

    /// Adds what the provider said.
    #[must_use]
    pub fn provider(mut self, answer: ProviderAnswer) -> Self {
        self.0.provider = Some(answer);
        self
    }

    /// Adds the findings of a refused map.
    #[must_use]
    pub fn findings(mut self, findings: Vec<Finding>) -> Self {
        self.0.findings = findings;
        self
    }

    /// Says that the same call may succeed later, after `seconds` if known.
    #[must_use]
    pub fn retriable(mut self, seconds: Option<i64>) -> Self {
        self.0.retriable = true;
        self.0.retry_after = seconds;
        self
    }

    /// Takes back that the same call may succeed later.
    #[must_use]
    pub fn not_retriable(mut self) -> Self {
        self.0.retriable = false;
        self
    }

    /// Says that it is about a proof and not about a token: in other words.
    #[cfg(any(feature = "tools", feature = "native"))]
    #[must_use]
    pub(crate) fn of_proof(mut self) -> Self {
        self.0.of_proof = true;
        self
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The claim at fault, where one is.
    pub fn claim_name(&self) -> Option<&str> {
        self.0.claim.as_deref()
    }

    /// What the provider said, where it said something.
    pub fn provider_answer(&self) -> Option<&ProviderAnswer> {
        self.0.provider.as_ref()
    }

    /// The findings of a refused map.
    pub fn finding_list(&self) -> &[Finding] {
        &self.0.findings
    }

    /// Whether the same call may succeed later.
    pub fn is_retriable(&self) -> bool {
        self.0.retriable
    }

    /// Seconds to wait before the next try, where known.
    pub fn retry_after(&self) -> Option<i64> {
        self.0.retry_after
    }

    /// The twin of `GateErrorFields`: only the members that say something.
    pub fn to_json(&self) -> Json {
        let mut members = Vec::from([("code".into(), self.0.code.as_str().into()), ("message".into(), self.message().into())]);
        let mut add = |name: &str, value: Option<Json>| members.extend(value.map(|value| (name.into(), value)));
        add("claim", self.0.claim.as_deref().map(Into::into));
        add("provider", self.0.provider.as_ref().map(ProviderAnswer::to_json));
        let findings = &self.0.findings;
        add("findings", (!findings.is_empty()).then(|| Json::List(findings.iter().map(Finding::to_json).collect())));
        add("retriable", Some(self.0.retriable.into()));
        add("retryAfter", self.0.retry_after.map(Into::into));
        Json::Object(members)
    }

    /// The sentence for people: lower case, names the part at fault and the way out.
    pub fn message(&self) -> String {
        let mut text = String::new();
        if let Some(claim) = &self.0.claim {
            text.push('`');
            text.push_str(claim);
            text.push_str("`: ");
        }
        if let Some(part) = &self.0.part {
            text.push_str(part);
            text.push_str(": ");
        }
        text.push_str(self.words());
        text
    }

    #[cfg(any(feature = "tools", feature = "native"))]
    fn words(&self) -> &'static str {
        let of_proof = if self.0.of_proof { proof::words(self.0.code, self.claim_name()) } else { None };
        of_proof.unwrap_or(self.0.code.words())
    }

    #[cfg(not(any(feature = "tools", feature = "native")))]
    fn words(&self) -> &'static str {
        self.0.code.words()
    }
}

impl ProviderAnswer {
    fn to_json(&self) -> Json {
        let mut members = Vec::from([("error".into(), self.error.as_str().into())]);
        members.extend(self.description.as_deref().map(|text| ("description".into(), text.into())));
        Json::Object(members)
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl core::fmt::Display for Error {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for Error {}
