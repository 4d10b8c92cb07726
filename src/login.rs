//! Conductor: leaving for the provider and coming back with a session, or with the reason why not.

use alloc::vec::Vec;

use crate::admission::{Refusal, granted};
use crate::config::Par;
use crate::error::{Code, Error, Result};
use crate::flow::challenge::Challenge;
use crate::flow::transaction::ENTROPY;
use crate::flow::{
    self, Answer, Ask, Callback, RefusalKind, ReturnTo, TokenResponse, Transaction, authorization_url, authorize, callback, exchange, par,
};
use crate::gate::{Event, Gate, Status, Turn};
use crate::host::Host;
use crate::policy::decision::RouteOutcome;
use crate::secret::{AuthorizationCode, RawIdToken};
use crate::session::{Session, Tokens};
use crate::store::{Marker, RESTORE_PAUSE};
use crate::token::{IdTokenRules, NonceRule};

impl<H: Host> Gate<H> {
    /// Sends the person to the provider. At most three times a minute: `sign_in_loop`.
    pub async fn begin(&self, mut ask: Ask) -> Result<Turn> {
        self.probe().await.map_err(|error| self.refuse(error))?;
        ask.scope = self.scope(true);
        ask.return_to = ask.return_to.or_else(|| self.here());
        if !self.store.spend_try(&self.host) {
            return Err(self.refuse(Code::SignInLoop.into()));
        }
        self.leave(&ask, false).await.map_err(|error| self.refuse(error))
    }

    /// Leaves for the authorization endpoint; the transaction is stored before.
    pub(crate) async fn leave(&self, ask: &Ask, replace: bool) -> Result<Turn> {
        let (address, transaction) = self.prepare(ask).await?;
        self.sweep();
        self.store.open(&self.host, &transaction)?;
        self.host.navigate(&address, replace);
        Ok(Turn::Leaving)
    }

    /// The address to leave for, and what is to be remembered of it. Where the request is pushed, a provider refuses the optional scope
    /// at once and not at the way back.
    pub(crate) async fn prepare(&self, ask: &Ask) -> Result<(String, Transaction)> {
        let (mut ask, least) = (ask.clone(), self.scope(false));
        loop {
            match self.request(&ask).await {
                Err(error) if error.code() == Code::ScopeRefused && ask.scope != least => ask.scope.clone_from(&least),
                outcome => return outcome,
            }
        }
    }

    async fn request(&self, ask: &Ask) -> Result<(String, Transaction)> {
        let provider = self.provider().await?;
        let mut entropy = [0u8; ENTROPY];
        self.host.random(&mut entropy)?;
        let jkt = self.bind(&provider).await?;
        let transaction = Transaction { jkt, ..Transaction::new(&entropy, self.host.now(), &self.config, ask) };
        if self.config.par == Par::Off || self.config.par == Par::Auto && !provider.requires_par {
            return Ok((authorization_url(&provider, &self.config, ask, &transaction), transaction));
        }
        let push = par::request(&provider, &authorize::parameters(&self.config, ask, &transaction))?;
        let uri = par::read(&self.heard(self.host.now(), self.host.fetch(&push).await)?)?;
        Ok((par::authorization_url(&provider, &self.config.client_id, &uri), transaction))
    }

    /// A sign-in that could not begin. A session that stands is not touched by it, nor what is stored by a passing fault.
    fn refuse(&self, error: Error) -> Error {
        if self.has_session() {
            return error;
        }
        if error.is_retriable() {
            self.postpone(error.clone());
        } else {
            self.settle(error.clone());
        }
        error
    }

    /// Finishes the sign-in that the address tells of. `None` when it tells of none that is ours.
    pub(crate) async fn come_back(&self, address: &str, callback: Callback) -> Option<Result<Turn>> {
        let clean = callback::strip(address, self.config.response_mode);
        let Some(state) = callback.state.as_ref() else {
            self.sweep();
            if self.store.has_open(&self.host) {
                return Some(self.unknown(&clean, Code::StateUnknown));
            }
            // Whoever put it there: a token must not stay where it is copied from.
            if matches!(callback.answer, Ok(Answer::IdToken(_))) {
                self.host.replace_address(&clean);
            }
            return None;
        };
        if let Some(transaction) = self.store.take(&self.host, state.secret()) {
            self.host.replace_address(&clean);
            return Some(self.redeem(transaction, callback).await);
        }
        if self.store.was_taken(&self.host, state.secret()) {
            return Some(self.unknown(&clean, Code::CallbackReplayed));
        }
        (callback.answer != Ok(Answer::Nothing)).then(|| self.unknown(&clean, Code::StateUnknown))
    }

    fn unknown(&self, clean: &str, code: Code) -> Result<Turn> {
        self.host.replace_address(clean);
        Err(code.into())
    }

    async fn redeem(&self, transaction: Transaction, callback: Callback) -> Result<Turn> {
        let epoch = self.epoch();
        self.may_be_unused(transaction.jkt.clone());
        // A tab that was duplicated on the way has the same transaction, and may have come back first.
        let outcome = match self.own(&transaction.nonce, transaction.jkt.as_deref()).await {
            true => self.outcome(&transaction, callback, epoch).await,
            false => Err(Error::new(Code::CallbackReplayed).into()),
        };
        match outcome {
            Ok(turn) => return Ok(turn.unwrap_or(Turn::Done)),
            // The person signed out in another tab meanwhile: that is no error.
            Err(_) if self.epoch() != epoch => {}
            Err(Refusal::Claims(error)) => self.fail(error),
            Err(Refusal::Attempt(error)) => self.settle(error),
        }
        // Whoever tries again goes where this try was to lead.
        self.going_to(transaction.return_to.as_ref());
        Ok(Turn::Done)
    }

    fn going_to(&self, target: Option<&ReturnTo>) {
        self.change(None, |state| state.return_to = target.map(|path| path.as_str().into()));
    }

    /// The page that was to leave is still here: somebody stopped it. What was waited for ends with this error.
    pub(crate) fn stay(&self) -> Error {
        let error = Error::new(Code::InteractionRequired).part("the page was not left").retriable(None);
        if self.state().status == Status::Pending && !self.has_session() {
            self.postpone(error.clone());
        }
        error
    }

    /// `Some` when the page leaves again or nobody is signed in, and there is nothing wrong with that.
    async fn outcome(&self, transaction: &Transaction, callback: Callback, epoch: u32) -> Result<Option<Turn>, Refusal> {
        let refusal = match self.judge(transaction, callback).await? {
            Ok(session) => {
                self.enter(&session, epoch).await?;
                self.welcome(transaction, session);
                return Ok(None);
            }
            Err(refusal) => refusal,
        };
        match refusal.kind {
            RefusalKind::Scope if transaction.scope != self.scope(false) => {
                Ok(Some(self.leave(&self.without_optional_scope(transaction), true).await?))
            }
            RefusalKind::InteractionRequired if transaction.silent => {
                self.end(Status::SignedOut, None);
                self.going_to(transaction.return_to.as_ref());
                Ok(Some(Turn::Done))
            }
            _ => Err(refusal.error().into()),
        }
    }

    /// What an answer is worth: a session, or the provider's refusal of one.
    pub(crate) async fn judge(&self, transaction: &Transaction, callback: Callback) -> Result<Result<Session, flow::Refusal>, Refusal> {
        if transaction.is_expired(self.host.now()) {
            return Err(Error::new(Code::CallbackExpired).into());
        }
        if transaction.issuer != self.config.issuer.as_str() || transaction.client_id != self.config.client_id {
            return Err(Error::new(Code::ResponseIssuerMismatch).into());
        }
        let provider = self.provider().await?;
        callback.check_issuer(&provider)?;
        match callback.answer? {
            Answer::Code(code) => Ok(Ok(self.exchange(transaction, &code).await?)),
            Answer::IdToken(raw) => Ok(Ok(self.accept(transaction, raw, None).await?)),
            Answer::Refused(refusal) => Ok(Err(refusal)),
            Answer::Nothing => Err(Error::new(Code::ResponseMalformed).into()),
        }
    }

    async fn exchange(&self, transaction: &Transaction, code: &AuthorizationCode) -> Result<Session, Refusal> {
        let provider = self.provider().await?;
        let jkt = transaction.jkt.as_deref();
        let request = exchange::request(&provider, transaction, code);
        let answer = exchange::read(&self.heard(self.host.now(), self.send(request, jkt, None).await)?, jkt.is_some())?;
        let raw = answer.id_token.clone().ok_or_else(|| Error::new(Code::TokenResponseInvalid).part("`id_token`"))?;
        self.accept(transaction, raw, Some((code, answer))).await
    }

    /// The session of a verified ID token and of what came with it.
    async fn accept(
        &self,
        transaction: &Transaction,
        raw: RawIdToken,
        with: Option<(&AuthorizationCode, TokenResponse)>,
    ) -> Result<Session, Refusal> {
        let (code, answer) = with.unzip();
        let provider = self.provider().await?;
        let now = self.host.now();
        let rules = IdTokenRules {
            max_age: transaction.max_age,
            acr_values: &transaction.acr_values,
            access_token: answer.as_ref().map(|answer| answer.access_token.secret()),
            code: code.map(AuthorizationCode::secret),
            iat_window: Some((transaction.requested_at, now)),
            ..self.rules(&provider, NonceRule::Required(&transaction.nonce))
        };
        let id = self.verify_id(raw.secret(), &rules).await?;
        self.see_clock(id.clock_offset());
        let said = answer.as_ref().and_then(|answer| answer.scope.as_deref());
        let tokens = Tokens {
            id: raw,
            nonce: transaction.nonce.clone(),
            scopes: granted(said, &transaction.scope),
            access_expires: answer.as_ref().and_then(|answer| answer.expires_in).map(|seconds| now.plus(seconds)),
            access: answer.as_ref().map(|answer| answer.access_token.clone()),
            refresh: answer.and_then(|answer| answer.refresh_token),
            jkt: transaction.jkt.clone(),
            accepted: now,
            received: now,
            others: Vec::new(),
        };
        self.admit(&id, tokens, id.expires_at()).await
    }

    fn welcome(&self, transaction: &Transaction, session: Session) {
        self.install(session, Some(Event::SignedIn));
        let target = transaction.return_to.as_ref().filter(|path| transaction.silent || self.may_return_to(path));
        // Where the next thing asked for may be another sign-in, by a route or by APIs in turn, the budget is all that ends it.
        let special = transaction.acr_values != self.config.acr_values || transaction.max_age != self.config.max_age;
        if !special && target.is_none_or(|path| self.route(path.path()).outcome != RouteOutcome::StepUp) {
            self.store.forget_tries(&self.host);
        }
        self.going_to(target);
        self.note(|state| state.asked = Some(Challenge::asked(&transaction.acr_values, transaction.max_age)));
    }

    /// A saved path must pass its own rules; one that asks for more authentication may ask there.
    fn may_return_to(&self, path: &ReturnTo) -> bool {
        !self.policy.is_detour(path.path(), &self.public())
            && matches!(self.route(path.path()).outcome, RouteOutcome::Allow | RouteOutcome::StepUp)
    }

    fn without_optional_scope(&self, transaction: &Transaction) -> Ask {
        Ask {
            scope: self.scope(false),
            return_to: transaction.return_to.clone(),
            silent: transaction.silent,
            prompt: transaction.prompt.clone(),
            login_hint: transaction.login_hint.clone(),
            max_age: transaction.max_age,
            acr_values: transaction.acr_values.clone(),
        }
    }

    /// What is asked for: the app's scope, else the preset's, with the optional one or without.
    pub(crate) fn scope(&self, with_optional: bool) -> String {
        let asked = self.config.scope.as_deref().unwrap_or_else(|| self.policy.scope());
        let optional = if with_optional { self.config.optional_scope.as_str() } else { "" };
        let mut scope = String::from(asked);
        for extra in optional.split(' ').filter(|extra| !extra.is_empty()) {
            if !asked.split(' ').any(|known| known == extra) {
                scope.push(' ');
                scope.push_str(extra);
            }
        }
        scope
    }

    /// Where the person is, as the router says it, unless it is a place that one only passes through.
    pub(crate) fn here(&self) -> Option<ReturnTo> {
        let address = self.host.location()?;
        let path = self.config.router_path(&address)?;
        ReturnTo::parse(path).filter(|path| !self.policy.is_detour(path.path(), &self.public()))
    }

    /// Tries to find the session of a page that was left or reloaded.
    pub(crate) async fn restore_from_provider(&self) -> Result<Turn> {
        let now = self.host.now();
        let may =
            self.store.marker(&self.host).is_some_and(|marker| marker.tried.is_none_or(|at| !(0..RESTORE_PAUSE).contains(&now.since(at))));
        if !may {
            self.end(Status::SignedOut, None);
            return Ok(Turn::Done);
        }
        if !self.store.spend_restoration(&self.host) {
            return Err(Code::SignInLoop.into());
        }
        self.store.mark(&self.host, &Marker { tried: Some(now), jkt: self.marked_key() });
        if self.has_frame() {
            return self.restore_by_frame().await;
        }
        let ask = Ask { scope: self.scope(true), return_to: self.here(), silent: true, ..Ask::default() };
        self.leave(&ask, true).await
    }
}
