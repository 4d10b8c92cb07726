//! Conductor: the session that all tabs of an origin share, and what tabs tell each other.

use alloc::string::String;

use crate::admission::Refusal;
use crate::config::Storage;
use crate::error::Result;
use crate::gate::{Event, Gate, Status, Turn};
use crate::host::Host;
use crate::session::{Session, Tokens};
use crate::store::Stored;

/// The person signed out.
pub(crate) const OUT: &str = "out";
/// A person signed in; a tag follows.
const IN: &str = "in:";
/// What is stored is another session, or none.
pub(crate) const OTHER: &str = "other";

/// What became of tokens that another tab stored.
pub(crate) enum Taken {
    /// In force here too, with an access token that is good.
    Good,
    /// Of no use, but for a renewal.
    RanOut,
    /// They are not stored any more.
    Outdated,
}

impl<H: Host> Gate<H> {
    /// What tabs of the same issuer and client share is named so.
    pub fn name(&self) -> &str {
        self.store.name()
    }

    /// Believes what another tab told as far as the store bears it out: a message can overtake the write that it announces. The empty
    /// message is a page that is shown again.
    pub async fn hear(&self, message: &str) -> Result<Turn> {
        let out = message == OUT;
        let known = self.has_session();
        // Who starts reads the store itself, but may have read it before the write that this tells of.
        let starting = !known && self.state().status == Status::Pending;
        if starting && !out {
            self.missed.set(true);
            return Ok(Turn::Done);
        }
        let stranger = message.strip_prefix(IN).is_some_and(|tag| known && !self.is_of(tag));
        let alone = self.config.storage != Storage::Local || !self.kept.get();
        if alone && (stranger || (out && (known || starting))) {
            self.end(Status::SignedOut, None);
        } else if alone && out {
            // What waits for a provider that could not be reached must not come back.
            self.store.drop_session(&self.host);
            self.unmark();
        } else if self.kept.get() && (self.config.storage == Storage::Local || message.is_empty()) {
            self.look(starting).await?;
        }
        Ok(Turn::Done)
    }

    /// What was told during the start.
    pub(crate) async fn catch_up(&self) {
        while self.missed.take() {
            let _ = self.look(false).await;
        }
    }

    /// Compares with what is stored.
    async fn look(&self, starting: bool) -> Result<()> {
        if self.config.storage == Storage::Memory {
            if self.has_session() && self.store.marker(&self.host).is_none() {
                self.end(Status::SignedOut, None);
            }
            return Ok(());
        }
        loop {
            let Some(stored) = self.stored().await? else {
                if self.has_session() || starting {
                    self.end(Status::SignedOut, None);
                }
                return Ok(());
            };
            // Out of the back-forward cache: whoever duplicated the tab meanwhile may have it.
            if !starting && !self.owns(&stored).await {
                self.abandon().await;
                return Ok(());
            }
            if starting || self.state().status == Status::Failed || self.holds(&stored.tokens) {
                return Ok(());
            }
            match self.adopt(&stored).await {
                Ok(Taken::Outdated) => {}
                Ok(_) => return Ok(()),
                Err(Refusal::Attempt(error)) if error.is_retriable() => return Err(error),
                // Whoever relied on what does not hold goes with it.
                Err(Refusal::Attempt(error) | Refusal::Claims(error)) if self.has_session() => {
                    self.settle(error.clone());
                    return Err(error);
                }
                Err(_) => return Ok(()),
            }
        }
    }

    /// Puts in force what another tab stored, verified again: the same person's newer tokens, or another person's session. What does
    /// not hold is removed.
    pub(crate) async fn adopt(&self, stored: &Stored) -> Result<Taken, Refusal> {
        let now = self.host.now();
        let own = self.state().session.as_ref().map(|session| (session.tokens.id.clone(), session.tokens.accepted));
        let good = stored.tokens.access_expires.is_none_or(|at| now < at);
        if let Some((_, accepted)) = own.filter(|(id, _)| *id == stored.tokens.id) {
            // The claims are those that were verified here; what the store says of times is not signed.
            let prolonged = self.prolong(Tokens { accepted, ..stored.tokens.clone() }, now);
            return Ok(if prolonged.is_ok() && good { Taken::Good } else { Taken::RanOut });
        }
        let version = self.version();
        let session = match self.reopened(&stored.tokens).await {
            Ok(Some(session)) => session,
            Ok(None) => return Ok(Taken::RanOut),
            Err(refusal) => {
                if !matches!(&refusal, Refusal::Attempt(error) if error.is_retriable()) {
                    self.forget(&stored.text).await;
                }
                return Err(refusal);
            }
        };
        let unchanged = self.stored().await?.is_some_and(|again| again.tokens.are(&stored.tokens));
        if !unchanged || self.version() != version {
            return Ok(Taken::Outdated);
        }
        self.switch(session, Event::SignedIn);
        Ok(if good { Taken::Good } else { Taken::RanOut })
    }

    /// Puts in force a session that may be another person's than the one before; `newcomer` is what happened where there was none.
    pub(crate) fn switch(&self, session: Session, newcomer: fn(String) -> Event) {
        let before = self.state().session.as_ref().map(|session| session.subject.clone());
        let happened = match before {
            Some(before) if before == session.subject => Event::Renewed,
            Some(before) => {
                self.next_epoch();
                self.tell(Event::SignedOut(before));
                Event::SignedIn
            }
            None => newcomer,
        };
        self.install(session, Some(happened));
    }

    /// Keeps a session that began here, in the place of any other.
    pub(crate) async fn enter(&self, session: &Session, epoch: u32) -> Result<()> {
        self.still(epoch)?;
        self.kept.set(true);
        if self.config.storage == Storage::Session || session.tokens.jkt.is_some() {
            self.own(&session.tokens.nonce, session.tokens.jkt.as_deref()).await;
        }
        self.keep(&session.tokens, None).await;
        if self.still(epoch).is_err() {
            self.forget(&Stored::text(&session.tokens, false)).await;
            return Err(self.no_session());
        }
        let mut message = String::from(IN);
        message.push_str(&self.store.tag(&session.subject));
        self.host.announce(self.name(), &message);
        Ok(())
    }

    fn holds(&self, tokens: &Tokens) -> bool {
        self.state().session.as_ref().is_some_and(|session| session.tokens.are(tokens))
    }

    fn is_of(&self, tag: &str) -> bool {
        self.state().session.as_ref().is_some_and(|session| self.store.tag(&session.subject) == tag)
    }
}
