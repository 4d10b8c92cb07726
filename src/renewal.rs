//! Conductor: tokens anew from a refresh token, on demand and ahead of time.

use crate::admission::{Refusal, granted};
use crate::error::{Code, Error, Result};
use crate::flow::{Provider, TokenResponse, refresh};
use crate::gate::{Event, Gate, Pause, Status, Turn};
use crate::host::Host;
use crate::keeping::Claim;
use crate::secret::{RawIdToken, RefreshToken};
use crate::session::{ResourceToken, Tokens};
use crate::silent::{is_lost, lost};
use crate::time::UnixTime;
use crate::token::{IdTokenRules, NonceRule, VerifiedIdToken};
use crate::uri::joined;

/// Seconds before the end at which a visible page renews, at most a fifth of the lifetime: one of four would cost a third more renewals.
const AHEAD: i64 = 60;
/// Seconds between two tries after a passing fault, doubled each time up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: i64 = 2;
const LONGEST_PAUSE: i64 = 60;
/// Seconds that a provider may ask for: a session must not hang on a number that somebody mistyped.
const LONGEST_WISH: i64 = 3_600;
/// Seconds after which a renewal that was due has overslept, most likely with the whole machine.
const LATE: i64 = 30;

impl<H: Host> Gate<H> {
    /// Renews the session. A passing fault changes nothing before it runs out; a refusal ends it.
    /// With a `resource` that is not the first it is that one's access token that is renewed (RFC 8707 section 2.2).
    pub async fn refresh(&self, resource: Option<&str>) -> Result<Turn> {
        let other = self.other_resource(resource)?;
        let Some(tokens) = self.state().session.as_ref().map(|session| session.tokens.clone()) else {
            return Err(self.no_session());
        };
        if tokens.refresh.is_none() && (other.is_some() || !self.has_frame()) {
            return Err(Code::InteractionRequired.into());
        }
        if let Some(fault) = self.paused() {
            return Err(fault);
        }
        let epoch = self.epoch();
        let mut renewed = match tokens.refresh {
            Some(_) => Some(self.renew(tokens.clone(), other).await),
            None => None,
        };
        if let Some(Err(Refusal::Attempt(error))) = &renewed
            && is_lost(error)
        {
            self.abandon().await;
            // A frame brings the access token of the first resource only.
            renewed = renewed.filter(|_| !self.has_frame() || other.is_some());
        }
        let renewed = match renewed {
            Some(renewed) => renewed,
            None => self.renew_silently(&tokens).await,
        };
        match renewed {
            // The person signed out in the meantime, or another one in: there is nothing left to end, and nothing for who asked.
            _ if self.still(epoch).is_err() => Err(self.no_session()),
            Ok(()) => Ok(Turn::Done),
            Err(Refusal::Claims(error)) => {
                self.fail(error.clone());
                Err(error)
            }
            // The session stands; that resource is not to be had.
            Err(Refusal::Attempt(error)) if other.is_some() && matches!(error.code(), Code::ScopeRefused | Code::InteractionRequired) => {
                Err(error)
            }
            Err(Refusal::Attempt(error)) => Err(self.weigh(error)),
        }
    }

    /// A page that wakes: ends what ran out, renews what is about to and can be.
    pub async fn wake(&self, visible: bool, online: bool) -> Result<Turn> {
        self.expire();
        self.outdate().await;
        if online {
            self.note(|state| state.pause = state.pause.take().filter(|pause| !is_network(pause)));
        }
        self.hidden.set(!visible);
        let now = self.host.now();
        let (pending, due) = {
            let state = self.state();
            let due = state
                .session
                .as_ref()
                .is_some_and(|session| self.is_renewable(&session.tokens) && now >= renewal_at(session, state.pause.as_ref()));
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
        let renewal = self.is_renewable(&session.tokens).then(|| renewal_at(session, state.pause.as_ref()));
        match (state.status, renewal) {
            (Status::Pending, at) => at,
            (_, Some(at)) if !self.hidden.get() => Some(at.min(session.expires)),
            _ => Some(session.expires),
        }
    }

    fn is_renewable(&self, tokens: &Tokens) -> bool {
        tokens.refresh.is_some() || self.has_frame()
    }

    /// Renews the session that is in force, or a stored one that has run out: of that only a new ID token says who may what. With `other`
    /// it is the access token of that resource that is renewed.
    pub(crate) async fn renew(&self, mut tokens: Tokens, other: Option<&str>) -> Result<(), Refusal> {
        let epoch = self.epoch();
        let provider = self.provider().await?;
        self.reach_provider().await?;
        let mut claim = loop {
            if let Some(claim) = self.claim(tokens, epoch).await? {
                break claim;
            }
            // What another tab has renewed may be the token of another resource.
            let newer = self.state().session.as_ref().map(|session| session.tokens.clone());
            match (newer, other) {
                (Some(newer), Some(resource)) if !newer.has(resource, self.host.now()) => tokens = newer,
                _ => return Ok(()),
            }
        };
        let renewed = self.renew_claimed(&provider, &mut claim, epoch, other).await;
        self.give_back(&claim, renewed.as_ref().err()).await;
        renewed
    }

    async fn renew_claimed(&self, provider: &Provider, claim: &mut Claim<H>, epoch: u32, other: Option<&str>) -> Result<(), Refusal> {
        let answer = self.ask_for_renewal(provider, &claim.tokens, other).await?;
        if let Err(over) = self.replace(claim, answer.refresh_token.clone(), epoch).await {
            self.revoke(provider, answer.refresh_token.as_ref()).await;
            return Err(over.into());
        }
        let now = self.host.now();
        let renewed = with_answer(claim.tokens.clone(), &answer, other, now);
        let Some(raw) = answer.id_token else {
            if other.is_some() {
                self.put(claim, renewed.clone(), &self.meanwhile(&renewed), epoch).await?;
                self.note(|state| state.session.iter_mut().for_each(|session| session.tokens = renewed.clone()));
                return Ok(());
            }
            if !self.is_verified(&claim.tokens.id) {
                return Err(Error::new(Code::SessionExpired).into());
            }
            self.put(claim, renewed.clone(), &renewed, epoch).await?;
            return Ok(self.prolong(claim.tokens.clone(), now)?);
        };
        let rules =
            IdTokenRules { access_token: Some(answer.access_token.secret()), ..self.rules(provider, NonceRule::IfPresent(&renewed.nonce)) };
        let id = self.verify_id(raw.secret(), &rules).await?;
        check_same(&renewed.id, &id)?;
        let renewed = Tokens { id: raw, accepted: now, ..renewed };
        let session = self.admit(&id, renewed.clone(), id.expires_at()).await?;
        self.put(claim, renewed.clone(), &renewed, epoch).await?;
        self.switch(session, Event::Renewed);
        Ok(())
    }

    /// Puts the refresh token of an answer in the place of the used one before anything can fail: a used one must never be
    /// presented again (RFC 9700 section 4.14).
    async fn replace(&self, claim: &mut Claim<H>, new: Option<RefreshToken>, epoch: u32) -> Result<()> {
        self.still(epoch)?;
        let refresh = new.or_else(|| claim.tokens.refresh.clone());
        let tokens = Tokens { refresh, ..claim.tokens.clone() };
        self.note(|state| {
            if let Some(session) = state.session.as_mut().filter(|session| session.tokens.id == tokens.id) {
                session.tokens.refresh.clone_from(&tokens.refresh);
            }
        });
        self.put(claim, tokens.clone(), &self.meanwhile(&tokens), epoch).await
    }

    async fn ask_for_renewal(&self, provider: &Provider, tokens: &Tokens, other: Option<&str>) -> Result<TokenResponse> {
        let token: &RefreshToken = tokens.refresh.as_ref().ok_or(Code::InteractionRequired)?;
        let resource = other.or(self.config.resource.first().map(alloc::string::String::as_str));
        let request = refresh::request(provider, &self.config.client_id, token, None, resource);
        let jkt = tokens.jkt.as_deref();
        let answer = self.heard(self.host.now(), self.send(request, jkt, None).await).map_err(lost)?;
        refresh::read(&answer, jkt.is_some())
    }

    /// Fails where a refresh token that is sent now might be lost: a network that has just come back takes requests and never answers.
    async fn reach_provider(&self) -> Result<()> {
        self.check_online()?;
        match self.keys(self.has_session() && self.is_late()).await {
            Err(error) if error.is_retriable() => Err(error),
            _ => Ok(()),
        }
    }

    fn is_late(&self) -> bool {
        let state = self.state();
        let due = state.session.as_ref().map(|session| renewal_at(session, None));
        state.pause.is_some() || due.is_some_and(|due| self.host.now().since(due) > LATE)
    }

    /// Without a new ID token the claims stand until the access token ends, and never past the longest session.
    pub(crate) fn prolong(&self, tokens: Tokens, now: UnixTime) -> Result<()> {
        let longest = tokens.accepted.plus(self.config.max_session);
        let expires = tokens.access_expires.unwrap_or(now).min(longest);
        let stands = self.state().session.as_ref().is_some_and(|session| now < session.expires.max(expires));
        if !stands {
            return Err(Code::SessionExpired.into());
        }
        let renewed = self.state().session.as_ref().map(|session| Event::Renewed(session.subject.clone()));
        self.change(renewed, |state| {
            if let Some(session) = &mut state.session {
                session.expires = session.expires.max(expires);
                session.tokens = tokens;
                state.status = Status::SignedIn;
            }
            state.pause = None;
        });
        Ok(())
    }

    /// A passing fault is tried again later; of the others most end the session. The error as the caller should see it.
    fn weigh(&self, error: Error) -> Error {
        let now = self.host.now();
        if error.is_retriable() {
            let tries = self.state().pause.as_ref().map_or(0, |pause| pause.tries);
            let seconds = FIRST_PAUSE.checked_shl(tries).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
            let seconds = error.retry_after().unwrap_or(seconds).clamp(seconds, LONGEST_WISH);
            let error = error.retriable(Some(seconds));
            let pause = Pause { from: now, until: now.plus(seconds), tries: tries.saturating_add(1).min(16), fault: Some(error.clone()) };
            self.note(|state| state.pause = Some(pause));
            return error;
        }
        let end = self.state().session.as_ref().map(|session| session.expires).filter(|end| now < *end);
        match (error.code(), end) {
            // It would be refused again: what stands stands until its end.
            (Code::ScopeRefused | Code::InteractionRequired, Some(end)) => {
                self.note(|state| state.pause = Some(Pause { from: now, until: end, tries: 0, fault: None }));
            }
            // What was lost cannot be asked for again, but the session stands.
            (Code::NetworkError | Code::Timeout, Some(_)) => {}
            (Code::ScopeRefused | Code::InteractionRequired | Code::NetworkError | Code::Timeout, None) => {
                self.settle(Code::SessionExpired.into())
            }
            _ => self.settle(error.clone()),
        }
        error
    }

    /// The fault after which nothing is asked of the provider yet, with the seconds that are left.
    fn paused(&self) -> Option<Error> {
        let (state, now) = (self.state(), self.host.now());
        let pause = state.pause.as_ref().filter(|pause| (pause.from..pause.until).contains(&now))?;
        Some(pause.fault.clone()?.retriable(Some(pause.until.since(now))))
    }

    pub(crate) fn no_session(&self) -> Error {
        let expired = self.state().error.as_ref().is_some_and(|error| error.code() == Code::SessionExpired);
        Error::new(if expired { Code::SessionExpired } else { Code::InteractionRequired })
    }
}

fn is_network(pause: &Pause) -> bool {
    pause.fault.as_ref().is_some_and(|fault| fault.code() == Code::NetworkError)
}

/// The tokens with the access token of `answer` in its place.
fn with_answer(mut tokens: Tokens, answer: &TokenResponse, other: Option<&str>, now: UnixTime) -> Tokens {
    let (access, expires) = (answer.access_token.clone(), answer.expires_in.map(|seconds| now.plus(seconds)));
    if let Some(resource) = other {
        tokens.others.retain(|token| token.resource != resource);
        tokens.others.push(ResourceToken { resource: resource.into(), access, expires, received: now });
        return tokens;
    }
    let scopes = granted(answer.scope.as_deref(), &joined(&tokens.scopes, " "));
    Tokens { access_expires: expires, scopes, access: Some(access), received: now, ..tokens }
}

fn renewal_at(session: &crate::session::Session, pause: Option<&Pause>) -> UnixTime {
    if let Some(pause) = pause {
        return pause.until;
    }
    let end = session.tokens.access_expires.map_or(session.expires, |at| at.min(session.expires));
    let lifetime = end.since(session.tokens.received).max(0);
    let ahead = AHEAD.min(lifetime / 5);
    end.plus(-ahead - session.tokens.jitter(ahead / 4))
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
