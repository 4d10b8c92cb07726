//! Conductor: what a page does first. Finish a sign-in, else find the session again, else know that there is none.

use crate::config::{ResponseMode, Restore, Storage};
use crate::error::{Code, Error, Result};
use crate::flow::{Callback, callback};
use crate::gate::{Event, Gate, Status, Turn};
use crate::host::Host;
use crate::session::{Session, Tokens};
use crate::store::Stored;
use crate::token::NonceRule;

use crate::admission::Refusal;
use crate::silent::is_lost;

impl<H: Host> Gate<H> {
    /// Finishes or restores a session; what went wrong is in the state.
    pub async fn start(&self) -> Turn {
        let stray = match self.callback().await {
            Some(Ok(turn)) => return turn,
            Some(Err(error)) => Some(error),
            None => None,
        };
        self.sweep();
        let epoch = self.epoch();
        let turn = self.restore().await.unwrap_or_else(|error| {
            if self.still(epoch).is_err() {
                // The person signed out in another tab meanwhile: that is no error.
            } else if error.is_retriable() {
                self.postpone(error)
            } else {
                self.settle(error)
            }
            Turn::Done
        });
        self.catch_up().await;
        if let Some(error) = stray.filter(|_| turn == Turn::Done) {
            if self.has_session() { self.tell(Event::Warning(error)) } else { self.settle(error) }
        }
        turn
    }

    /// `Some(Err)` for a response that belongs to no sign-in of this tab.
    async fn callback(&self) -> Option<Result<Turn>> {
        let (redirect_uri, mode) = (&self.config.redirect_uri, self.config.response_mode);
        let mut address = self.host.location()?;
        if let Some(clean) = callback::without_injected_tokens(&address, redirect_uri, mode) {
            self.host.replace_address(&clean);
            address = clean;
        }
        let Some(callback) = Callback::read(&address, redirect_uri, mode, self.config.response_type) else {
            return self.misplaced(&address);
        };
        if self.report(&callback, &address, &callback::strip(&address, mode)) {
            return Some(Ok(Turn::Leaving));
        }
        self.come_back(&address, callback).await
    }

    /// An answer to a request of this tab that came in the query, though the fragment was asked for: a provider that does not know
    /// `response_mode`. Nothing of it may stay in the address.
    fn misplaced(&self, address: &str) -> Option<Result<Turn>> {
        let callback = Callback::read(address, &self.config.redirect_uri, ResponseMode::Query, self.config.response_type)?;
        self.store.take(&self.host, callback.state?.secret())?;
        self.host.replace_address(&callback::strip(address, ResponseMode::Query));
        Some(Err(Error::new(Code::ResponseMalformed).part("in the query instead of the fragment; set `responseMode` to \"query\"")))
    }

    async fn restore(&self) -> Result<Turn> {
        match (self.config.storage, self.config.restore) {
            (Storage::Memory, Restore::None) => {
                self.end(Status::SignedOut, None);
                return Ok(Turn::Done);
            }
            (Storage::Memory, _) => {}
            (Storage::Session, restore) if self.is_copied().await => {
                self.store.drop_session(&self.host);
                if restore == Restore::None {
                    self.end(Status::SignedOut, None);
                    return Ok(Turn::Done);
                }
            }
            _ => match self.restore_from_store().await {
                Err(error) if error.code() == Code::SessionExpired || is_lost(&error) => {
                    if !self.has_frame() {
                        return Err(Code::SessionExpired.into());
                    }
                }
                outcome => return outcome,
            },
        }
        self.restore_from_provider().await
    }

    async fn restore_from_store(&self) -> Result<Turn> {
        // Tokens of the other kind are from before the setting was changed.
        let Some(stored) = self.stored().await?.filter(|stored| stored.tokens.jkt.is_some() == self.config.dpop) else {
            self.end(Status::SignedOut, None);
            return Ok(Turn::Done);
        };
        match self.reopen(&stored).await {
            Ok(()) => return Ok(Turn::Done),
            Err(Refusal::Claims(error)) => self.fail(error),
            Err(Refusal::Attempt(error)) if error.is_retriable() => return Err(error),
            Err(Refusal::Attempt(error)) => {
                self.forget_tokens(&stored.tokens).await;
                return Err(error);
            }
        }
        self.forget_tokens(&stored.tokens).await;
        Ok(Turn::Done)
    }

    /// The provider could not be asked: what is stored waits for the next start.
    pub(crate) fn postpone(&self, error: Error) {
        self.change(Some(Event::Error(error.clone())), |state| {
            state.status = Status::SignedOut;
            state.error = Some(error);
        });
    }

    async fn reopen(&self, stored: &Stored) -> Result<(), Refusal> {
        let epoch = self.epoch();
        match self.reopened(&stored.tokens).await? {
            Some(session) => {
                self.still(epoch)?;
                self.install(session, None);
                Ok(())
            }
            None if stored.tokens.refresh.is_some() => self.renew(stored.tokens.clone(), None).await,
            None => Err(Error::new(Code::SessionExpired).into()),
        }
    }

    /// The session that stored tokens make: verified like fresh ones. `None` where it has run out, and is only good for a renewal.
    pub(crate) async fn reopened(&self, tokens: &Tokens) -> Result<Option<Session>, Refusal> {
        let provider = self.provider().await?;
        // A renewed ID token should have no nonce (OpenID Connect Core 12.2), and what is stored may be a renewed one.
        let rules = self.rules(&provider, NonceRule::IfPresent(&tokens.nonce));
        match self.verify_id(tokens.id.secret(), &rules).await {
            Ok(id) => {
                // What the store says of times is not signed.
                let accepted = tokens.accepted.min(id.issued_at().plus(self.config.leeway.seconds()));
                let session = self.admit(&id, Tokens { accepted, ..tokens.clone() }, id.expires_at()).await?;
                Ok(Some(session).filter(|session| session.stands(self.host.now())))
            }
            Err(error) if error.code() == Code::TokenExpired => Ok(None),
            // Its key was rotated out; the refresh token does not depend on that key.
            Err(error) if error.code() == Code::JwtKeyMissing && tokens.refresh.is_some() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
