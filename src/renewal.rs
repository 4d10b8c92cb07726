//! Conductor: tokens anew from a refresh token, on demand and ahead of time.

use crate::admission::{Refusal, granted};
use crate::error::{Code, Error, Result};
use crate::flow::{Provider, TokenResponse, refresh};
use crate::gate::{Event, Gate, Status, Turn};
use crate::host::Host;
use crate::secret::{AccessToken, RawIdToken, RefreshToken};
use crate::session::{ResourceToken, Tokens};
use crate::time::UnixTime;
use crate::token::{IdTokenRules, NonceRule, VerifiedIdToken};

/// Seconds before the end at which a visible page renews, at most a third of the lifetime.
const AHEAD: i64 = 60;
/// Seconds between two tries after a passing fault, doubled each time up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: i64 = 2;
const LONGEST_PAUSE: i64 = 60;

impl<H: Host> Gate<H> {
    /// Renews the session. A passing fault changes nothing before it runs out; a refusal ends it.
    /// With a `resource` that is not the first it is that one's access token that is renewed (RFC 8707 section 2.2).
    pub async fn refresh(&self, resource: Option<&str>) -> Result<Turn> {
        let other = self.other_resource(resource)?;
        let Some(tokens) = self.state().session.as_ref().map(|session| session.tokens.clone()) else {
            return Err(self.no_session());
        };
        if tokens.refresh.is_none() {
            return Err(Code::InteractionRequired.into());
        }
        match self.renew(tokens, true, other).await {
            Ok(()) => Ok(Turn::Done),
            // The person signed out in the meantime: there is nothing left to end.
            Err(_) if !self.has_session() => Err(self.no_session()),
            Err(Refusal::Claims(error)) => {
                self.fail(error.clone());
                Err(error)
            }
            // The session stands; that resource is not to be had.
            Err(Refusal::Attempt(error)) if other.is_some() && error.code() == Code::ScopeRefused => Err(error),
            Err(Refusal::Attempt(error)) => Err(self.weigh(error)),
        }
    }

    /// A page that wakes: ends what ran out, renews what is about to and can be.
    pub async fn wake(&self, visible: bool) -> Result<Turn> {
        self.expire();
        self.hidden.set(!visible);
        let now = self.host.now();
        let (pending, due) = {
            let state = self.state();
            let due =
                state.session.as_ref().is_some_and(|session| session.tokens.refresh.is_some() && now >= renewal_at(session, state.retry));
            (state.status == Status::Pending && state.session.is_some(), due)
        };
        if due && (visible || pending) {
            return self.refresh(None).await;
        }
        Ok(Turn::Done)
    }

    /// When [`Gate::wake`] has something to do: the renewal, unless the page is hidden, or the end, whichever comes first.
    pub fn wake_at(&self) -> Option<UnixTime> {
        let state = self.state();
        let session = state.session.as_ref()?;
        let renewal = session.tokens.refresh.as_ref().map(|_| renewal_at(session, state.retry));
        match (state.status, renewal) {
            (Status::Pending, at) => at,
            (_, Some(at)) if !self.hidden.get() => Some(at.min(session.expires)),
            _ => Some(session.expires),
        }
    }

    /// The access token if it is good for `min_ttl` seconds more, `None` if it must be renewed first.
    pub fn access_token(&self, min_ttl: i64, resource: Option<&str>) -> Result<Option<AccessToken>> {
        let state = self.state();
        let session = state.session.as_ref().ok_or_else(|| self.no_session())?;
        let tokens = &session.tokens;
        let (access, expires, received) = match self.other_resource(resource)? {
            None => (tokens.access.as_ref(), tokens.access_expires, tokens.received),
            Some(other) => match tokens.others.iter().find(|token| token.resource == other) {
                Some(token) => (Some(&token.access), token.expires, token.received),
                None if tokens.refresh.is_some() => return Ok(None),
                None => (None, None, tokens.received),
            },
        };
        let access = access.ok_or(Code::InteractionRequired)?;
        let now = self.host.now();
        let left = expires.map_or(i64::MAX, |at| at.since(now));
        let lifetime = expires.map_or(i64::MAX, |at| at.since(received));
        if state.status == Status::SignedIn && session.stands(now) && left > min_ttl.min(lifetime / 3) {
            return Ok(Some(access.clone()));
        }
        match tokens.refresh {
            Some(_) => Ok(None),
            None if !session.stands(now) => Err(Code::SessionExpired.into()),
            None if left > 0 => Ok(Some(access.clone())),
            None => Err(Code::InteractionRequired.into()),
        }
    }

    /// A resource that has its own token; `None` for the first, which is everybody's. `scope_refused` for one that is not configured.
    pub fn other_resource<'a>(&self, resource: Option<&'a str>) -> Result<Option<&'a str>> {
        match resource.map(|resource| (resource, self.config.resource.iter().position(|known| known == resource))) {
            None | Some((_, Some(0))) => Ok(None),
            Some((resource, Some(_))) => Ok(Some(resource)),
            Some((_, None)) => Err(Error::new(Code::ScopeRefused).part("`resource`")),
        }
    }

    /// Renews the session that is `live`, or a stored one that has run out: of that only a new ID token says who may what.
    pub(crate) async fn renew(&self, tokens: Tokens, live: bool, other: Option<&str>) -> Result<(), Refusal> {
        let provider = self.provider().await?;
        let answer = self.ask_for_renewal(&provider, &tokens, other).await?;
        let tokens = self.replace(tokens, answer.refresh_token.clone(), live)?;
        let now = self.host.now();
        let renewed = with_answer(tokens, &answer, other, now);
        let Some(raw) = answer.id_token else {
            if other.is_some() {
                self.keep(&renewed);
                self.note(|state| state.session.iter_mut().for_each(|session| session.tokens = renewed.clone()));
                return Ok(());
            }
            return if live { self.prolong(renewed, now) } else { Err(Error::new(Code::SessionExpired).into()) };
        };
        let rules = IdTokenRules {
            access_token: Some(answer.access_token.secret()),
            ..self.rules(&provider, NonceRule::IfPresent(&renewed.nonce))
        };
        let id = self.verify_id(raw.secret(), &rules).await?;
        check_same(&renewed.id, &id)?;
        let renewed = Tokens { id: raw, accepted: now, ..renewed };
        let session = self.admit(&id, renewed.clone(), id.expires_at()).await?;
        self.still(live)?;
        self.install(session, Event::Renewed(id.subject().into()));
        Ok(())
    }

    /// Puts the refresh token of an answer in the place of the used one before anything can fail: a used one must never be
    /// presented again (RFC 9700 section 4.14).
    fn replace(&self, tokens: Tokens, new: Option<RefreshToken>, live: bool) -> Result<Tokens> {
        self.still(live)?;
        let Some(new) = new else { return Ok(tokens) };
        let tokens = Tokens { refresh: Some(new), ..tokens };
        self.keep(&tokens);
        self.note(|state| {
            if let Some(session) = &mut state.session {
                session.tokens.refresh.clone_from(&tokens.refresh);
            }
        });
        Ok(tokens)
    }

    /// Whether the session that is being renewed is still there: the person may have signed out in the meantime.
    fn still(&self, live: bool) -> Result<()> {
        if live && !self.has_session() { Err(self.no_session()) } else { Ok(()) }
    }

    async fn ask_for_renewal(&self, provider: &Provider, tokens: &Tokens, other: Option<&str>) -> Result<TokenResponse> {
        let token: &RefreshToken = tokens.refresh.as_ref().ok_or(Code::InteractionRequired)?;
        let resource = other.or(self.config.resource.first().map(alloc::string::String::as_str));
        let request = refresh::request(provider, &self.config.client_id, token, None, resource);
        let jkt = tokens.jkt.as_deref();
        refresh::read(&self.send(request, jkt, None).await?, jkt.is_some())
    }

    /// Without a new ID token the claims stand until the access token ends, and never past the longest session.
    fn prolong(&self, tokens: Tokens, now: UnixTime) -> Result<(), Refusal> {
        let longest = tokens.accepted.plus(self.config.max_session);
        let expires = tokens.access_expires.unwrap_or(now).min(longest);
        let stands = self.state().session.as_ref().is_some_and(|session| now < session.expires.max(expires));
        if !stands {
            return Err(Error::new(Code::SessionExpired).into());
        }
        self.keep(&tokens);
        let renewed = self.state().session.as_ref().map(|session| Event::Renewed(session.subject.clone()));
        self.change(renewed, |state| {
            if let Some(session) = &mut state.session {
                session.expires = session.expires.max(expires);
                session.tokens = tokens;
                state.status = Status::SignedIn;
            }
            state.retry = None;
        });
        Ok(())
    }

    /// A passing fault is tried again later; of the others most end the session. The error as the caller should see it.
    fn weigh(&self, error: Error) -> Error {
        let now = self.host.now();
        if error.is_retriable() {
            let tries = self.state().retry.map_or(0, |(_, tries)| tries);
            let pause = FIRST_PAUSE.checked_shl(tries).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
            let pause = error.retry_after().unwrap_or(pause).max(pause);
            self.note(|state| state.retry = Some((now.plus(pause), tries.saturating_add(1).min(16))));
            return error.retriable(Some(pause));
        }
        let end = self.state().session.as_ref().map(|session| session.expires).filter(|end| now < *end);
        match (error.code(), end) {
            // It would be refused again: what stands stands until its end.
            (Code::ScopeRefused | Code::InteractionRequired, Some(end)) => self.note(|state| state.retry = Some((end, 0))),
            (Code::ScopeRefused | Code::InteractionRequired, None) => self.settle(Code::SessionExpired.into()),
            _ => self.settle(error.clone()),
        }
        error
    }

    fn no_session(&self) -> Error {
        let expired = self.state().error.as_ref().is_some_and(|error| error.code() == Code::SessionExpired);
        Error::new(if expired { Code::SessionExpired } else { Code::InteractionRequired })
    }
}

/// The tokens with the access token of `answer` in its place.
fn with_answer(mut tokens: Tokens, answer: &TokenResponse, other: Option<&str>, now: UnixTime) -> Tokens {
    let (access, expires) = (answer.access_token.clone(), answer.expires_in.map(|seconds| now.plus(seconds)));
    if let Some(resource) = other {
        tokens.others.retain(|token| token.resource != resource);
        tokens.others.push(ResourceToken { resource: resource.into(), access, expires, received: now });
        return tokens;
    }
    let scopes = granted(answer.scope.as_deref(), &tokens.scopes.join(" "));
    Tokens { access_expires: expires, scopes, access: Some(access), received: now, ..tokens }
}

fn renewal_at(session: &crate::session::Session, retry: Option<(UnixTime, u32)>) -> UnixTime {
    if let Some((at, _)) = retry {
        return at;
    }
    let end = session.tokens.access_expires.map_or(session.expires, |at| at.min(session.expires));
    let lifetime = end.since(session.tokens.received).max(0);
    end.plus(-AHEAD.min(lifetime / 3))
}

/// A renewed ID token is about the same person of the same issuer, who authenticated when they did (OpenID Connect Core 12.2).
fn check_same(old: &RawIdToken, new: &VerifiedIdToken) -> Result<()> {
    let old = crate::token::decode(old.secret())?.claims;
    let new = new.claims();
    if ["iss", "sub"].iter().any(|name| old.field(name) != new.field(name)) {
        return Err(Code::SubjectMismatch.into());
    }
    match (old.field("auth_time"), new.field("auth_time")) {
        (Some(before), Some(now)) if before != now => Err(Error::new(Code::ClaimInvalid).claim("auth_time")),
        _ => Ok(()),
    }
}
