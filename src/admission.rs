//! Conductor: from a verified ID token and its companions to a session. Every way in ends here.

use alloc::{string::String, vec::Vec};

use crate::claims::{Reading, Side, TokenClaims};
use crate::error::{Code, Error, Result};
use crate::flow::userinfo;
use crate::gate::Gate;
use crate::host::Host;
use crate::json::Json;
use crate::session::{Session, Tokens};
use crate::time::UnixTime;
use crate::token::{self, ClientAccessTokenRules, IdTokenRules, VerifiedIdToken};

/// Why a person was not admitted.
pub(crate) enum Refusal {
    /// Signing in again may help.
    Attempt(Error),
    /// The map says that a missing claim is an error (ruling R18).
    Claims(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Attempt(error)
    }
}

impl<H: Host> Gate<H> {
    /// Verifies an ID token with the keys at hand, and once more with fresh ones when none fits (OpenID Connect Core 10.1.1).
    pub(crate) async fn verify_id(&self, token: &str, rules: &IdTokenRules<'_>) -> Result<VerifiedIdToken> {
        let had_keys = self.has_keys();
        let keys = self.keys(false).await?;
        match token::verify_id_token(&self.host, token, &keys, rules).await {
            Err(error) if error.code() == Code::JwtKeyMissing && had_keys => {
                let keys = self.keys(true).await?;
                token::verify_id_token(&self.host, token, &keys, rules).await
            }
            outcome => outcome,
        }
    }

    /// Makes the session of the person whom `id` names. `expires` is the ID token's end, or a renewal's without one.
    pub(crate) async fn admit(&self, id: &VerifiedIdToken, tokens: Tokens, expires: UnixTime) -> Result<Session, Refusal> {
        let access_claims = self.access_claims(&tokens).await?;
        let access = access_claims.as_ref().map_or(Reading::Absent, Reading::Claims);
        let mut seen = TokenClaims { id: Some(id.claims()), userinfo: Reading::Absent, access };
        let userinfo = if self.policy.needs_userinfo(&seen) { Some(self.userinfo(&tokens).await) } else { None };
        seen.userinfo = match &userinfo {
            None => Reading::Absent,
            Some(Some(claims)) => Reading::Claims(claims),
            Some(None) => Reading::Unavailable,
        };
        let access = self.policy.access(Side::Client, &seen).map_err(Refusal::Claims)?;
        let bound = userinfo.flatten().filter(|info| info.field("sub").and_then(Json::as_str) == Some(id.subject()));
        let longest = tokens.accepted.plus(self.config.max_session);
        Ok(Session {
            subject: id.subject().into(),
            claims: merged(id.claims(), bound.as_ref()),
            access,
            expires: expires.min(longest),
            tokens,
        })
    }

    /// The access token's claims where the map reads them: only of a JWT that verifies, and never an Okta org server's.
    async fn access_claims(&self, tokens: &Tokens) -> Result<Option<Json>> {
        let Some(access) = tokens.access.as_ref().filter(|_| self.policy.reads_access_token()) else { return Ok(None) };
        if self.config.issuer_is_okta_org() || access.secret().split('.').count() != 3 {
            return Ok(None);
        }
        let keys = self.keys(false).await?;
        let rules = ClientAccessTokenRules {
            issuer: self.config.issuer.as_str(),
            now: self.host.now(),
            leeway: self.config.leeway,
            algorithms: self.config.algorithms.as_deref(),
        };
        let verified = token::verify_access_token_for_client(&self.host, access.secret(), &keys, &rules).await;
        Ok(verified.ok().map(|token| token.claims().clone()))
    }

    /// Userinfo is never fatal: `None` is the state `unavailable`.
    async fn userinfo(&self, tokens: &Tokens) -> Option<Json> {
        let endpoint = self.provider().await.ok()?.userinfo_endpoint.clone()?;
        let request = userinfo::request(&endpoint, tokens.access.as_ref()?);
        userinfo::read(&self.host.fetch(&request).await.ok()?).ok()
    }

    /// Puts the session in force and keeps what the app chose to keep.
    pub(crate) fn install(&self, session: Session) {
        if self.config.storage.is_session() {
            if let Err(error) = self.store.keep_session(&self.host, &session.tokens) {
                self.tell(crate::gate::Event::Warning(error));
            }
        }
        self.store.mark(&self.host, crate::store::Marker { tried: None });
        self.store.forget_tries(&self.host);
        self.change(|state| {
            state.status = crate::gate::Status::SignedIn;
            state.session = Some(session);
            state.error = None;
            state.retry = None;
        });
    }
}

/// The ID token's claims, then those that only userinfo has.
fn merged(id: &Json, userinfo: Option<&Json>) -> Json {
    let own = id.as_object().unwrap_or_default();
    let further = userinfo.and_then(Json::as_object).unwrap_or_default();
    let only_there = further.iter().filter(|(name, _)| id.field(name).is_none());
    Json::Object(own.iter().chain(only_there).cloned().collect())
}

/// Scopes as the token endpoint says them; nothing said means what was asked for (RFC 6749 section 5.1).
pub(crate) fn granted(said: Option<&str>, asked: &str) -> Vec<String> {
    said.unwrap_or(asked).split(' ').filter(|scope| !scope.is_empty()).map(String::from).collect()
}
