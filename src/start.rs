//! Conductor: what a page does first. Finish a sign-in, else find the session again, else know that there is none.

use crate::config::{Restore, Storage};
use crate::error::{Code, Error, Result};
use crate::flow::{Callback, callback};
use crate::gate::{Event, Gate, Status, Turn};
use crate::host::Host;
use crate::session::Tokens;
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
        let turn = self.restore().await.unwrap_or_else(|error| {
            if error.is_retriable() {
                self.postpone(error)
            } else {
                self.settle(error)
            }
            Turn::Done
        });
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
        let callback = Callback::read(&address, redirect_uri, mode, self.config.response_type)?;
        if self.report(&callback, &address, &callback::strip(&address, mode)) {
            return Some(Ok(Turn::Leaving));
        }
        self.come_back(&address, callback).await
    }

    async fn restore(&self) -> Result<Turn> {
        match (self.config.storage, self.config.restore) {
            (Storage::Memory, Restore::None) => {
                self.end(Status::SignedOut, None);
                return Ok(Turn::Done);
            }
            (Storage::Memory, _) => {}
            _ => match self.restore_from_store().await {
                Err(error) if error.code() == Code::SessionExpired || is_lost(&error) => {
                    self.store.drop_session(&self.host);
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
        let stored = self.store.stored_session(&self.host);
        // Tokens of the other kind are from before the setting was changed.
        let Some(tokens) = stored.filter(|tokens| tokens.jkt.is_some() == self.config.dpop) else {
            self.end(Status::SignedOut, None);
            return Ok(Turn::Done);
        };
        match self.reopen(tokens).await {
            Ok(()) => {}
            Err(Refusal::Claims(error)) => self.fail(error),
            Err(Refusal::Attempt(error)) => return Err(error),
        }
        Ok(Turn::Done)
    }

    /// The provider could not be asked: what is stored waits for the next start.
    pub(crate) fn postpone(&self, error: Error) {
        self.change(Some(Event::Error(error.clone())), |state| {
            state.status = Status::SignedOut;
            state.error = Some(error);
        });
    }

    /// A stored ID token is verified like a fresh one; one that has expired is only good for a renewal.
    async fn reopen(&self, tokens: Tokens) -> Result<(), Refusal> {
        let provider = self.provider().await?;
        // A renewed ID token should have no nonce (OpenID Connect Core 12.2), and what is stored may be a renewed one.
        let rules = self.rules(&provider, NonceRule::IfPresent(&tokens.nonce));
        match self.verify_id(tokens.id.secret(), &rules).await {
            Ok(id) => {
                // What the store says of times is not signed.
                let accepted = tokens.accepted.min(id.issued_at().plus(self.config.leeway.seconds()));
                let session = self.admit(&id, Tokens { accepted, ..tokens.clone() }, id.expires_at()).await?;
                if session.stands(self.host.now()) {
                    self.install(session, None);
                    return Ok(());
                }
            }
            Err(error) if error.code() == Code::TokenExpired => {}
            // Its key was rotated out; the refresh token does not depend on that key.
            Err(error) if error.code() == Code::JwtKeyMissing && tokens.refresh.is_some() => {}
            Err(error) => return Err(error.into()),
        }
        match &tokens.refresh {
            Some(_) => self.renew(tokens, false, None).await,
            None => Err(Error::new(Code::SessionExpired).into()),
        }
    }
}
