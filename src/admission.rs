//! Conductor: from a verified ID token and its companions to a session. Every way in ends here.

use alloc::{string::String, vec::Vec};

use crate::claims::{Side, TokenClaims, Userinfo};
use crate::config::Storage;
use crate::error::{Code, Error, Result};
use crate::flow::{Provider, userinfo};
use crate::gate::{Event, Gate, Status};
use crate::host::Host;
use crate::json::Json;
use crate::session::{Session, Tokens};
use crate::store::Marker;
use crate::time::UnixTime;
use crate::token::{self, IdTokenRules, KeySet, NonceRule, VerifiedIdToken};
use crate::uri::words;

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
    /// What `verify` says of the keys at hand, and once more of fresh ones when none fits (OpenID Connect Core 10.1.1). Fails where
    /// there are no keys to be had.
    async fn with_keys<T>(&self, verify: impl AsyncFn(&KeySet) -> Result<T>) -> Result<Result<T>> {
        let had_keys = self.has_keys();
        let verified = verify(&*self.keys(false).await?).await;
        if had_keys && matches!(&verified, Err(error) if error.code() == Code::JwtKeyMissing) {
            return Ok(verify(&*self.keys(true).await?).await);
        }
        Ok(verified)
    }

    /// Verifies an ID token.
    pub(crate) async fn verify_id(&self, token: &str, rules: &IdTokenRules<'_>) -> Result<VerifiedIdToken> {
        let verified = self.with_keys(async |keys| token::verify_id_token(&self.host, token, keys, rules).await).await?;
        self.see_verification(&verified);
        verified
    }

    /// Makes the session of the person whom `id` names. `expires` is the ID token's end, or a renewal's without one.
    pub(crate) async fn admit(&self, id: &VerifiedIdToken, tokens: Tokens, expires: UnixTime) -> Result<Session, Refusal> {
        let access = self.access_claims(&tokens).await?;
        let mut seen = TokenClaims { id: Some(id.claims()), userinfo: Userinfo::NotAsked, access: access.as_ref() };
        // A provider without userinfo has no names there that could be missed.
        let needed = self.policy.needs_userinfo(&seen) && self.provider().await?.userinfo_endpoint.is_some();
        let asked = if needed { Some(self.userinfo(&tokens, id.subject()).await) } else { None };
        seen.userinfo = match &asked {
            None => Userinfo::NotAsked,
            Some(Some(claims)) => Userinfo::Claims(claims),
            Some(None) => Userinfo::Unavailable,
        };
        let access = self.policy.access(Side::Client, &seen).map_err(Refusal::Claims)?;
        let longest = tokens.accepted.plus(self.config.max_session);
        Ok(Session {
            subject: id.subject().into(),
            claims: merged(id.claims(), asked.flatten().as_ref()),
            of_id_token: id.claims().as_object().map_or(0, <[_]>::len),
            access,
            expires: expires.min(longest),
            tokens,
        })
    }

    /// The rules for an ID token of this gate.
    pub(crate) fn rules<'a>(&'a self, provider: &'a Provider, nonce: NonceRule<'a>) -> IdTokenRules<'a> {
        IdTokenRules {
            issuer_template: provider.issuer != self.config.issuer.as_str(),
            leeway: self.config.leeway,
            algorithms: self.config.algorithms.as_deref(),
            trusted_audiences: &self.config.trusted_audiences,
            ..IdTokenRules::new(&provider.issuer, &self.config.client_id, nonce, self.host.now())
        }
    }

    /// The access token's claims where the map reads them, and `null` (unavailable) where they cannot be trusted: what is no JWT,
    /// what does not verify, and what an Okta org server issued.
    async fn access_claims(&self, tokens: &Tokens) -> Result<Option<Json>> {
        let Some(access) = tokens.access.as_ref().filter(|_| self.policy.reads_access_token()) else { return Ok(None) };
        if self.config.is_okta_org(self.policy.preset().map(|preset| preset.name)) {
            return Ok(Some(Json::Null));
        }
        let provider = self.provider().await?;
        // What an ID token may be signed with says nothing of an access token.
        let rules = IdTokenRules { algorithms: None, ..self.rules(&provider, NonceRule::Unchecked) };
        let verify = async |keys: &KeySet| token::verify_access_token_for_client(&self.host, access.secret(), keys, &rules).await;
        let verified = self.with_keys(verify).await?;
        Ok(Some(verified.map_or(Json::Null, |token| token.claims().clone())))
    }

    /// Userinfo is never fatal: `None` is the state `unavailable`.
    async fn userinfo(&self, tokens: &Tokens, subject: &str) -> Option<Json> {
        let (access, jkt) = (tokens.access.as_ref()?, tokens.jkt.as_deref());
        let request = userinfo::request(&*self.provider().await.ok()?, access, jkt.is_some())?;
        userinfo::read(&self.send(request, jkt, Some(access)).await.ok()?, subject).ok()
    }

    /// Puts the session in force; `happened` is told of its person.
    pub(crate) fn install(&self, session: Session, happened: Option<fn(String) -> Event>) {
        let jkt = session.tokens.jkt.clone();
        self.may_be_unused(self.marked_key().filter(|before| Some(before) != jkt.as_ref()));
        let marked = self.store.mark(&self.host, &Marker { tried: None, jkt });
        if self.config.storage == Storage::Memory {
            self.kept.set(marked);
        }
        let same = self.state().session.as_ref().is_some_and(|held| held.access.has_same_names(&session.access));
        self.revision.set(self.revision().wrapping_add(u32::from(!same)));
        let event = happened.map(|happened| happened(session.subject.clone()));
        self.change(event, |state| {
            state.status = Status::SignedIn;
            state.session = Some(session);
            state.error = None;
            state.pause = None;
        });
    }
}

/// The ID token's claims, then those that only userinfo has.
fn merged(id: &Json, userinfo: Option<&Json>) -> Json {
    let mut members = id.as_object().unwrap_or_default().to_vec();
    for member in userinfo.and_then(Json::as_object).unwrap_or_default() {
        if id.field(&member.0).is_none() {
            members.push(member.clone());
        }
    }
    Json::Object(members)
}

/// Scopes as the token endpoint says them; nothing said means what was asked for (RFC 6749 section 5.1).
pub(crate) fn granted(said: Option<&str>, asked: &str) -> Vec<String> {
    words(said.unwrap_or(asked))
}
