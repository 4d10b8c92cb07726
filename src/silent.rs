//! Conductor: a silent check in a hidden frame, to find a session again and to renew one that has no refresh token (any more).

use crate::admission::Refusal;
use crate::config::Restore;
use crate::error::{Code, Error, Result};
use crate::flow::{Ask, Callback, RefusalKind};
use crate::gate::{Event, Gate, Status, Turn};
use crate::host::Host;
use crate::session::{Session, Tokens};
use crate::token;

impl<H: Host> Gate<H> {
    /// Whether the app wants to be looked for in a frame.
    pub(crate) fn has_frame(&self) -> bool {
        self.config.restore == Restore::Iframe
    }

    /// In a frame that another page of this origin holds: hands the answer to that page, and does nothing else. An app that lives in a
    /// frame itself knows the transaction of its own sign-in.
    pub(crate) fn report(&self, callback: &Callback, address: &str, clean: &str) -> bool {
        let own = callback.state.as_ref().is_some_and(|state| self.store.holds(&self.host, state.secret()));
        let reported = !own && self.host.report(address);
        if reported {
            self.host.replace_address(clean);
        }
        reported
    }

    /// Finds the session of a page that was left or reloaded, without leaving this one.
    pub(crate) async fn restore_by_frame(&self) -> Result<Turn> {
        let epoch = self.epoch();
        match self.ask_silently().await {
            Ok(session) => {
                self.enter(&session, epoch).await?;
                self.install(session, Some(Event::SignedIn));
            }
            Err(Refusal::Claims(error)) => self.fail(error),
            Err(Refusal::Attempt(error)) if error.code() == Code::InteractionRequired => self.end(Status::SignedOut, None),
            Err(Refusal::Attempt(error)) => return Err(error),
        }
        Ok(Turn::Done)
    }

    /// Renews the session of `tokens` by what the provider remembers of the person. Another one there, or nobody, ends it
    /// (OpenID Connect Session Management 1.0 section 3.1).
    pub(crate) async fn renew_silently(&self, tokens: &Tokens) -> Result<(), Refusal> {
        let epoch = self.epoch();
        let Some(_turn) = self.turn(tokens, epoch).await? else { return Ok(()) };
        let session = match self.ask_silently().await {
            Err(Refusal::Attempt(error)) if self.has_session() && is_signed_out(&error) => {
                self.forget_tokens(tokens).await;
                self.settle(error.clone());
                return Err(error.into());
            }
            outcome => outcome?,
        };
        let before = token::decode(tokens.id.secret())?.claims;
        let other = ["iss", "sub"].iter().any(|name| before.field(name) != session.claims.field(name));
        if other || self.still(epoch).is_err() {
            self.revoke(&*self.provider().await?, session.tokens.refresh.as_ref()).await;
            return Err(if other { Code::SubjectMismatch.into() } else { self.no_session() }.into());
        }
        self.enter(&session, epoch).await?;
        self.install(session, Some(Event::Renewed));
        Ok(())
    }

    /// A request that cannot leave this machine need not be waited for, and loses nothing.
    pub(crate) fn check_online(&self) -> Result<()> {
        if self.host.is_offline() { Err(Error::new(Code::NetworkError).retriable(None)) } else { Ok(()) }
    }

    /// `interaction_required` where the provider would have to show something. The transaction stays in this page: nothing leaves it.
    async fn ask_silently(&self) -> Result<Session, Refusal> {
        self.check_online()?;
        let mut ask = Ask { scope: self.scope(true), silent: true, ..Ask::default() };
        loop {
            let (address, transaction) = self.prepare(&ask).await?;
            let answer = self.host.frame(&address, self.config.silent_timeout).await?;
            let callback = Callback::read(&answer, &self.config.redirect_uri, self.config.response_mode, self.config.response_type)
                .filter(|callback| callback.state.as_ref() == Some(&transaction.state))
                .ok_or(Error::new(Code::StateUnknown))?;
            match self.judge(&transaction, callback).await? {
                Ok(session) => return Ok(session),
                Err(refusal) if refusal.kind == RefusalKind::Scope && transaction.scope != self.scope(false) => {
                    ask.scope = self.scope(false);
                }
                Err(refusal) => return Err(refusal.error().into()),
            }
        }
    }
}

/// A request that may have reached the provider and whose answer did not come.
pub(crate) fn lost(error: Error) -> Error {
    if matches!(error.code(), Code::NetworkError | Code::Timeout) { error.not_retriable() } else { error }
}

/// Whether an error of a renewal is a [`lost`] answer.
pub(crate) fn is_lost(error: &Error) -> bool {
    !error.is_retriable() && matches!(error.code(), Code::NetworkError | Code::Timeout)
}

fn is_signed_out(error: &Error) -> bool {
    error.provider_answer().is_some_and(|answer| answer.error == "login_required")
}
