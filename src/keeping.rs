//! Conductor: where a session is kept, and which page may renew it.

use alloc::string::String;

use crate::admission::Refusal;
use crate::config::Storage;
use crate::error::{Code, Result};
use crate::gate::{Event, Gate, Status};
use crate::host::Host;
use crate::secret::{Nonce, RawIdToken};
use crate::session::Tokens;
use crate::silent::{is_lost, lost};
use crate::store::Stored;
use crate::tabs::{OTHER, Taken};
use crate::time::UnixTime;

/// The right to send a refresh token.
pub(crate) struct Claim<H: Host> {
    /// What is renewed.
    pub tokens: Tokens,
    /// What this tab wrote last; empty where nothing is stored.
    text: String,
    /// Whether that says that the refresh token was sent.
    sent: bool,
    _lock: Option<H::Lock>,
}

impl<H: Host> Gate<H> {
    /// The right to send the refresh token of `tokens`: for one tab at a time, which first says so where they are stored, lest a page that
    /// is loaded meanwhile sends it again. `None` where another tab has renewed, and its tokens are in force.
    pub(crate) async fn claim(&self, tokens: Tokens, epoch: u32) -> Result<Option<Claim<H>>, Refusal> {
        if self.config.storage == Storage::Memory || !self.kept.get() {
            return Ok(Some(Claim { tokens, text: String::new(), sent: false, _lock: None }));
        }
        let _lock = if self.config.storage == Storage::Local { Some(self.host.lock(self.name()).await) } else { None };
        loop {
            let stored = self.stored().await.map_err(|error| error.retriable(None))?;
            self.still(epoch)?;
            let Some(stored) = stored else {
                self.end(Status::SignedOut, None);
                return Err(self.no_session().into());
            };
            if !stored.tokens.are(&tokens) {
                match self.adopt(&stored).await? {
                    Taken::Good => return Ok(None),
                    Taken::Outdated => continue,
                    Taken::RanOut => self.still(epoch)?,
                }
            }
            if stored.sent || stored.tokens.refresh.is_none() || !self.owns(&stored).await {
                return Err(lost(Code::NetworkError.into()).into());
            }
            let tokens = self.verified_here(stored.tokens);
            let text = Stored::text(&self.meanwhile(&tokens), true);
            match self.write(Some(&text), Some(&stored.text)).await {
                Ok(true) => return Ok(Some(Claim { tokens, text, sent: true, _lock })),
                Ok(false) => {}
                // A full storage: the session goes on in this tab alone, if the others cannot send the same token.
                Err(error) => {
                    let removed = self.write(None, Some(&stored.text)).await;
                    if removed != Ok(true) {
                        return Err(error.retriable(None).into());
                    }
                    self.kept.set(false);
                    self.tell(Event::Warning(error));
                    return Ok(Some(Claim { tokens, text: String::new(), sent: false, _lock }));
                }
            }
        }
    }

    /// Whether this page may use a stored session as its own. A tab that is duplicated has a copy of what the other keeps, and two must not
    /// present one refresh token: of two that live, the first to ask has it.
    pub(crate) async fn owns(&self, stored: &Stored) -> bool {
        let tokens = &stored.tokens;
        if self.config.storage != Storage::Session || tokens.refresh.is_none() || self.own(&tokens.nonce, tokens.jkt.as_deref()).await {
            return true;
        }
        let tokens = Tokens { refresh: None, ..tokens.clone() };
        let _ = self.write(Some(&Stored::text(&tokens, false)), Some(&stored.text)).await;
        false
    }

    /// Whether what this sign-in brought is this page's, from now on if it is nobody's yet.
    pub(crate) async fn own(&self, nonce: &Nonce, jkt: Option<&str>) -> bool {
        self.host.own(&self.store.name_of(nonce, jkt)).await
    }

    /// Whether what this tab keeps is a copy.
    pub(crate) async fn is_copied(&self) -> bool {
        let Ok(Some(stored)) = self.stored().await else { return false };
        !self.owns(&stored).await
    }

    /// The turn of this tab to ask for the session without a refresh token. `None` where another tab has done so, and its tokens are in
    /// force.
    pub(crate) async fn turn(&self, tokens: &Tokens, epoch: u32) -> Result<Option<Option<H::Lock>>, Refusal> {
        if self.config.storage != Storage::Local || !self.kept.get() {
            return Ok(Some(None));
        }
        let lock = self.host.lock(self.name()).await;
        let stored = self.stored().await?;
        self.still(epoch)?;
        if let Some(stored) = stored.filter(|stored| stored.tokens.id != tokens.id || stored.tokens.access != tokens.access)
            && matches!(self.adopt(&stored).await?, Taken::Good)
        {
            return Ok(None);
        }
        self.still(epoch)?;
        Ok(Some(Some(lock)))
    }

    /// Stores what an answer brought, unless another tab wrote there or the session is over.
    pub(crate) async fn put(&self, claim: &mut Claim<H>, tokens: Tokens, stored: &Tokens, epoch: u32) -> Result<()> {
        let over = Some(claim.text.as_str()).filter(|text| !text.is_empty());
        let kept = self.keep(stored, over).await;
        if !kept || self.still(epoch).is_err() {
            if kept {
                self.forget(&Stored::text(stored, false)).await;
            }
            return Err(self.no_session());
        }
        if over.is_some() {
            claim.text = Stored::text(stored, false);
            claim.sent = false;
        }
        claim.tokens = tokens;
        Ok(())
    }

    /// After a renewal, or the attempt at one: lets the other tabs go on.
    pub(crate) async fn give_back(&self, claim: &Claim<H>, refusal: Option<&Refusal>) {
        let back = match refusal {
            None if self.config.storage == Storage::Local => return self.host.announce(self.name(), OTHER),
            None => return,
            // What was sent may have been used up, and must not be sent again (RFC 9700 section 4.14).
            Some(Refusal::Attempt(error)) if claim.sent && is_lost(error) => Some(None),
            Some(Refusal::Attempt(error)) if error.is_retriable() || is_lost(error) => claim.sent.then(|| claim.tokens.refresh.clone()),
            Some(Refusal::Attempt(error)) if matches!(error.code(), Code::ScopeRefused | Code::InteractionRequired) => {
                claim.sent.then(|| claim.tokens.refresh.clone())
            }
            Some(_) => return self.forget(&claim.text).await,
        };
        if let Some(refresh) = back {
            let tokens = self.meanwhile(&Tokens { refresh, ..claim.tokens.clone() });
            let _ = self.write(Some(&Stored::text(&tokens, false)), Some(&claim.text)).await;
        }
    }

    /// What is stored until a renewal has ended. Claims that ran out are good for nothing else: a clock that is set back must not revive
    /// them.
    pub(crate) fn meanwhile(&self, tokens: &Tokens) -> Tokens {
        let ran_out = self.state().status == Status::Pending;
        Tokens { accepted: if ran_out { UnixTime::EPOCH } else { tokens.accepted }, ..tokens.clone() }
    }

    /// Tokens whose claims are in force here, with the time at which they were accepted here.
    fn verified_here(&self, tokens: Tokens) -> Tokens {
        let accepted = self.state().session.as_ref().filter(|own| own.tokens.id == tokens.id).map(|own| own.tokens.accepted);
        Tokens { accepted: accepted.unwrap_or(tokens.accepted), ..tokens }
    }

    /// Whether the claims of this ID token are those that are in force: then they may stand without a new one.
    pub(crate) fn is_verified(&self, id: &RawIdToken) -> bool {
        self.state().session.as_ref().is_some_and(|session| session.tokens.id == *id)
    }

    /// Says of stored claims that ran out that they did: see [`Gate::meanwhile`].
    pub(crate) async fn outdate(&self) {
        let own = self.state().session.as_ref().map(|session| session.tokens.clone());
        let Some(own) = own.filter(|_| self.state().status == Status::Pending && self.kept.get()) else { return };
        if let Ok(Some(stored)) = self.stored().await
            && stored.tokens.are(&own)
            && !stored.sent
            && stored.tokens.accepted != UnixTime::EPOCH
        {
            let _ = self.write(Some(&Stored::text(&self.meanwhile(&own), false)), Some(&stored.text)).await;
        }
    }

    /// Takes a refresh token away that may have been used, wherever it is.
    pub(crate) async fn abandon(&self) {
        if let Ok(Some(stored)) = self.stored().await
            && stored.sent
        {
            let tokens = Tokens { refresh: None, ..stored.tokens };
            let _ = self.write(Some(&Stored::text(&tokens, false)), Some(&stored.text)).await;
        }
        self.note(|state| {
            if let Some(session) = &mut state.session {
                session.tokens.refresh = None;
            }
        });
    }

    /// Removes a stored session that is no good any more, whatever was written to it since.
    pub(crate) async fn forget_tokens(&self, tokens: &Tokens) {
        if let Ok(Some(stored)) = self.stored().await
            && stored.tokens.id == tokens.id
        {
            self.forget(&stored.text).await;
        }
    }

    /// Keeps tokens where the app chose so; with `over` only in the place of that text. Whether they were not written over by another
    /// tab. What cannot be written is taken away: a refresh token that was replaced must not be presented again.
    pub(crate) async fn keep(&self, tokens: &Tokens, over: Option<&str>) -> bool {
        // What was lost to a full storage before has no place there to be written to.
        let lost = self.config.storage == Storage::Local && !self.kept.get();
        if lost || self.config.storage == Storage::Memory {
            return true;
        }
        let written = self.write(Some(&Stored::text(tokens, false)), over).await;
        self.kept.set(written.is_ok());
        let Err(error) = written else { return written == Ok(true) };
        let _ = self.write(None, over).await;
        self.tell(Event::Warning(error));
        true
    }

    /// The stored session, not verified; what cannot be read is removed.
    pub(crate) async fn stored(&self) -> Result<Option<Stored>> {
        let text = match self.config.storage {
            Storage::Memory => None,
            Storage::Session => self.store.kept_session(&self.host),
            Storage::Local => self.host.read_shared(self.name()).await?,
        };
        let Some(text) = text else { return Ok(None) };
        let stored = Stored::parse(text.clone());
        if stored.is_none() {
            self.forget(&text).await;
        }
        Ok(stored)
    }

    /// Writes what is stored or removes it; with `over` only in the place of that text. Whether it did.
    pub(crate) async fn write(&self, text: Option<&str>, over: Option<&str>) -> Result<bool> {
        if self.config.storage == Storage::Local {
            return self.host.write_shared(self.name(), text, over).await;
        }
        if over.is_some() && self.store.kept_session(&self.host).as_deref() != over {
            return Ok(false);
        }
        match text {
            Some(text) => self.store.keep_session(&self.host, text)?,
            None => self.store.drop_session(&self.host),
        }
        Ok(true)
    }

    /// Removes what is stored, if it still is `text`, and lets the other tabs know.
    pub(crate) async fn forget(&self, text: &str) {
        if self.write(None, Some(text)).await == Ok(true) && self.config.storage == Storage::Local {
            self.host.announce(self.name(), OTHER);
        }
    }

    /// Removes what is shared, whatever it is now, and gives it.
    pub(crate) async fn drop_shared(&self) -> Option<Tokens> {
        if self.config.storage != Storage::Local {
            return None;
        }
        let stored = self.stored().await.ok().flatten();
        if let Err(error) = self.host.write_shared(self.name(), None, None).await {
            self.tell(Event::Warning(error));
        }
        stored.map(|stored| stored.tokens)
    }

    /// Whether what is to be shared could be written, before anybody leaves for the provider.
    pub(crate) async fn probe(&self) -> Result<()> {
        if self.config.storage == Storage::Local {
            self.host.write_shared(self.name(), None, Some("")).await?;
        }
        Ok(())
    }
}
