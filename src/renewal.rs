//! Conductor: tokens anew from a refresh token, on demand and ahead of time.

use crate::admission::{Refusal, granted};
use crate::config::Storage;
use crate::error::{Code, Error, Result};
use crate::flow::{Provider, TokenResponse, refresh};
use crate::gate::{Event, Gate, Status, Turn};
use crate::host::Host;
use crate::secret::{AccessToken, RawIdToken, RefreshToken};
use crate::session::Tokens;
use crate::time::UnixTime;
use crate::token::{IdTokenRules, NonceRule, VerifiedIdToken};
use crate::uri::HttpUrl;

/// Seconds before the end at which a visible page renews, at most a third of the lifetime.
const AHEAD: i64 = 60;
/// Seconds between two tries after a passing fault, doubled each time up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: i64 = 2;
const LONGEST_PAUSE: i64 = 60;

impl<H: Host> Gate<H> {
    /// Renews the session. A passing fault changes nothing before it runs out; a refusal ends it.
    pub async fn refresh(&self) -> Result<Turn> {
        let Some(tokens) = self.state().session.as_ref().map(|session| session.tokens.clone()) else {
            return Err(self.no_session());
        };
        if tokens.refresh.is_none() {
            return Err(Code::InteractionRequired.into());
        }
        match self.renew(tokens).await {
            Ok(()) => Ok(Turn::Done),
            Err(Refusal::Claims(error)) => {
                self.fail(error.clone());
                Err(error)
            }
            Err(Refusal::Attempt(error)) => {
                self.weigh(&error);
                Err(error)
            }
        }
    }

    /// A page that wakes: ends what ran out, renews what is about to and can be.
    pub async fn wake(&self, visible: bool) -> Result<Turn> {
        self.expire();
        let now = self.host.now();
        let (pending, due) = {
            let state = self.state();
            let due =
                state.session.as_ref().is_some_and(|session| session.tokens.refresh.is_some() && now >= renewal_at(session, state.retry));
            (state.status == Status::Pending && state.session.is_some(), due)
        };
        if due && (visible || pending) {
            return self.refresh().await;
        }
        Ok(Turn::Done)
    }

    /// When [`Gate::wake`] has something to do: the renewal or the end, whichever comes first.
    pub fn wake_at(&self) -> Option<UnixTime> {
        let state = self.state();
        let session = state.session.as_ref()?;
        let renewal = session.tokens.refresh.as_ref().map(|_| renewal_at(session, state.retry));
        match (state.status, renewal) {
            (Status::Pending, at) => at,
            (_, Some(at)) => Some(at.min(session.expires)),
            (_, None) => Some(session.expires),
        }
    }

    /// The access token if it is good for `min_ttl` seconds more, `None` if it must be renewed first.
    pub fn access_token(&self, min_ttl: i64, resource: Option<&str>) -> Result<Option<AccessToken>> {
        let state = self.state();
        let session = state.session.as_ref().ok_or_else(|| self.no_session())?;
        if resource.is_some_and(|resource| !self.config.resource.iter().any(|known| known == resource)) {
            return Err(Error::new(Code::ScopeRefused).part("`resource`"));
        }
        let tokens = &session.tokens;
        let access = tokens.access.as_ref().ok_or(Code::InteractionRequired)?;
        let now = self.host.now();
        let left = tokens.access_expires.map_or(i64::MAX, |at| at.since(now));
        let lifetime = tokens.access_expires.map_or(i64::MAX, |at| at.since(tokens.accepted));
        if state.status == Status::SignedIn && session.stands(now) && left > min_ttl.min(lifetime / 3) {
            return Ok(Some(access.clone()));
        }
        match tokens.refresh {
            Some(_) => Ok(None),
            None if left > 0 && session.stands(now) => Ok(Some(access.clone())),
            None => Err(Code::InteractionRequired.into()),
        }
    }

    /// Whether the access token may be sent to `url`.
    pub fn may_send_to(&self, url: &str) -> Result<()> {
        let origin = HttpUrl::parse(url);
        let allowed = origin.as_ref().is_some_and(|url| self.config.api_origins.iter().any(|known| known == url.origin()));
        if allowed { Ok(()) } else { Err(Error::new(Code::OriginNotAllowed).part(crate::uri::origin_of(url))) }
    }

    async fn renew(&self, tokens: Tokens) -> Result<(), Refusal> {
        let provider = self.provider().await?;
        let answer = self.ask_for_renewal(&provider, &tokens).await?;
        let id = self.renewed_id(&provider, &tokens, &answer).await?;
        let now = self.host.now();
        let access_expires = answer.expires_in.map(|seconds| now.plus(seconds));
        let renewed = Tokens {
            access_expires,
            refresh: answer.refresh_token.or(tokens.refresh),
            scopes: granted(answer.scope.as_deref(), &tokens.scopes.join(" ")),
            access: Some(answer.access_token),
            ..tokens
        };
        match id {
            Some((raw, id)) => {
                let renewed = Tokens { id: raw, accepted: now, ..renewed };
                let session = self.admit(&id, renewed, id.expires_at()).await?;
                self.install(session, Event::Renewed(id.subject().into()));
            }
            None => self.prolong(renewed, now),
        }
        Ok(())
    }

    /// Renews from a stored session whose ID token has run out: only a new ID token says who may what.
    pub(crate) async fn renew_expired(&self, tokens: Tokens) -> Result<(), Refusal> {
        let provider = self.provider().await?;
        let answer = self.ask_for_renewal(&provider, &tokens).await?;
        let raw = answer.id_token.ok_or_else(|| Error::new(Code::SessionExpired))?;
        let rules =
            IdTokenRules { access_token: Some(answer.access_token.secret()), ..self.rules(&provider, NonceRule::IfPresent(&tokens.nonce)) };
        let id = self.verify_id(raw.secret(), &rules).await?;
        let old = crate::token::decode(tokens.id.secret())?;
        if old.claims.field("sub").and_then(crate::json::Json::as_str) != Some(id.subject()) {
            return Err(Error::new(Code::SubjectMismatch).into());
        }
        let now = self.host.now();
        let renewed = Tokens {
            id: raw,
            access_expires: answer.expires_in.map(|seconds| now.plus(seconds)),
            refresh: answer.refresh_token.or(tokens.refresh),
            scopes: granted(answer.scope.as_deref(), &tokens.scopes.join(" ")),
            access: Some(answer.access_token),
            accepted: now,
            ..tokens
        };
        let session = self.admit(&id, renewed, id.expires_at()).await?;
        self.install(session, Event::Renewed(id.subject().into()));
        Ok(())
    }

    async fn ask_for_renewal(&self, provider: &Provider, tokens: &Tokens) -> Result<TokenResponse> {
        let token: &RefreshToken = tokens.refresh.as_ref().ok_or(Code::InteractionRequired)?;
        let resource: alloc::vec::Vec<&str> = self.config.resource.iter().map(alloc::string::String::as_str).collect();
        let request = refresh::request(provider, &self.config.client_id, token, None, &resource);
        refresh::read(&self.host.fetch(&request).await?)
    }

    /// A new ID token must be about the same person, from the same issuer, for the same audience (OpenID Connect Core 12.2).
    async fn renewed_id(
        &self,
        provider: &Provider,
        tokens: &Tokens,
        answer: &TokenResponse,
    ) -> Result<Option<(RawIdToken, VerifiedIdToken)>> {
        let Some(raw) = &answer.id_token else { return Ok(None) };
        let rules =
            IdTokenRules { access_token: Some(answer.access_token.secret()), ..self.rules(provider, NonceRule::IfPresent(&tokens.nonce)) };
        let id = self.verify_id(raw.secret(), &rules).await?;
        let same = self.state().session.as_ref().is_some_and(|session| session.subject == id.subject());
        if same { Ok(Some((raw.clone(), id))) } else { Err(Code::SubjectMismatch.into()) }
    }

    /// Without a new ID token the claims stand until the access token ends, and never past the longest session.
    fn prolong(&self, tokens: Tokens, now: UnixTime) {
        let longest = tokens.accepted.plus(self.config.max_session);
        let expires = tokens.access_expires.unwrap_or(now).min(longest);
        if self.config.storage == Storage::Session {
            let _ = self.store.keep_session(&self.host, &tokens);
        }
        let renewed = self.state().session.as_ref().map(|session| Event::Renewed(session.subject.clone()));
        self.change(renewed, |state| {
            if let Some(session) = &mut state.session {
                session.expires = session.expires.max(expires);
                session.tokens = tokens;
                state.status = Status::SignedIn;
            }
            state.retry = None;
        });
    }

    /// A passing fault is tried again later; every other ends the session.
    fn weigh(&self, error: &Error) {
        let now = self.host.now();
        if !error.is_retriable() {
            let keeps = matches!(error.code(), Code::ScopeRefused | Code::InteractionRequired);
            if !keeps {
                self.settle(error.clone());
            }
            return;
        }
        let tries = self.state().retry.map_or(0, |(_, tries)| tries);
        let pause = FIRST_PAUSE.checked_shl(tries).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
        let pause = error.retry_after().unwrap_or(pause).max(pause);
        self.change(None, |state| state.retry = Some((now.plus(pause), tries.saturating_add(1).min(16))));
    }

    fn no_session(&self) -> Error {
        let expired = self.state().error.as_ref().is_some_and(|error| error.code() == Code::SessionExpired);
        Error::new(if expired { Code::SessionExpired } else { Code::InteractionRequired })
    }
}

fn renewal_at(session: &crate::session::Session, retry: Option<(UnixTime, u32)>) -> UnixTime {
    if let Some((at, _)) = retry {
        return at;
    }
    let end = session.tokens.access_expires.map_or(session.expires, |at| at.min(session.expires));
    let lifetime = end.since(session.tokens.accepted).max(0);
    end.plus(-AHEAD.min(lifetime / 3))
}
