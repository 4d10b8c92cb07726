//! What the conductors share: the configuration, the policy, the provider as it is known, and the state that a page sees.

use alloc::{rc::Rc, string::String, vec::Vec};
use core::cell::{Cell, Ref, RefCell};

use crate::access::{Access, Policy};
use crate::config::Config;
use crate::error::{Code, Error, Result};
use crate::flow::Provider;
use crate::flow::provider;
use crate::host::{Host, Request};
use crate::policy::decision::{Decision, Outcome, Reason, RouteDecision, RouteOutcome};
use crate::session::Session;
use crate::store::Store;
use crate::time::UnixTime;
use crate::token::KeySet;

/// What is known of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not known yet, or about to be renewed.
    Pending,
    /// Nobody is signed in.
    SignedOut,
    /// Somebody is.
    SignedIn,
    /// What no sign-in can mend.
    Failed,
}

/// What happened, for those who listen.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A person signed in.
    SignedIn(String),
    /// The session ended.
    SignedOut(String),
    /// The session was renewed.
    Renewed(String),
    /// The session ran out.
    Expired(String),
    /// Something failed.
    Error(Error),
    /// Something failed that did not stop the session.
    Warning(Error),
}

/// How an operation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// In this page.
    Done,
    /// With the page on its way elsewhere.
    Leaving,
}

/// One gate: everything between a page and its provider.
pub struct Gate<H: Host> {
    pub(crate) host: H,
    pub(crate) config: Config,
    pub(crate) policy: Policy,
    pub(crate) store: Store,
    state: RefCell<State>,
    nobody: Access,
    version: Cell<u32>,
    provider: RefCell<Option<Rc<Provider>>>,
    keys: RefCell<Option<Rc<KeySet>>>,
    events: RefCell<Vec<Event>>,
}

/// The state that a page sees.
pub struct State {
    /// What is known of the person.
    pub status: Status,
    /// The session, also while it is about to be renewed.
    pub session: Option<Session>,
    /// What went wrong last.
    pub error: Option<Error>,
    /// Where the person was going, set once after a callback.
    pub return_to: Option<String>,
    /// When to try again after a passing fault, and how often that was done.
    pub retry: Option<(UnixTime, u32)>,
}

impl<H: Host> Gate<H> {
    /// A gate that knows nobody yet.
    pub fn new(host: H, config: Config, policy: Policy) -> Self {
        let state = State { status: Status::Pending, session: None, error: None, return_to: None, retry: None };
        Self {
            store: Store::new(config.issuer.as_str(), &config.client_id),
            nobody: policy.nobody(),
            host,
            config,
            policy,
            state: RefCell::new(state),
            version: Cell::new(0),
            provider: RefCell::default(),
            keys: RefCell::default(),
            events: RefCell::default(),
        }
    }

    /// The state; its version is [`Gate::version`].
    pub fn state(&self) -> Ref<'_, State> {
        self.state.borrow()
    }

    /// Grows whenever the state changed.
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    /// The clock of the host.
    pub fn now(&self) -> UnixTime {
        self.host.now()
    }

    /// The role map.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What happened since the last call.
    pub fn take_events(&self) -> Vec<Event> {
        core::mem::take(&mut self.events.borrow_mut())
    }

    pub(crate) fn tell(&self, event: Event) {
        self.events.borrow_mut().push(event);
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
        self.version.set(self.version.get().wrapping_add(1));
    }

    /// Ends whatever session there is: nothing of it stays in memory or in the store.
    pub(crate) fn end(&self, error: Option<Error>) {
        self.store.drop_session(&self.host);
        self.store.unmark(&self.host);
        let ended = self.state.borrow_mut().session.take();
        self.change(|state| {
            state.status = Status::SignedOut;
            state.error = error;
            state.retry = None;
        });
        if let Some(session) = ended {
            self.tell(Event::SignedOut(session.subject));
        }
    }

    /// Says what no sign-in can mend.
    pub(crate) fn fail(&self, error: Error) {
        self.end(Some(error.clone()));
        self.change(|state| state.status = Status::Failed);
        self.tell(Event::Error(error));
    }

    /// The provider's metadata: as configured, else read once from discovery.
    pub(crate) async fn provider(&self) -> Result<Rc<Provider>> {
        if let Some(known) = self.provider.borrow().clone() {
            return Ok(known);
        }
        let issuer = self.config.issuer.as_str();
        let metadata = match &self.config.metadata {
            Some(metadata) => metadata.clone(),
            None => provider::read_json(&self.host.fetch(&get(provider::discovery_url(issuer))).await?)?,
        };
        let known = Rc::new(Provider::parse(&metadata, issuer, self.policy.issuer_is_template())?);
        *self.provider.borrow_mut() = Some(known.clone());
        Ok(known)
    }

    /// The provider's keys, `fresh` or as they were read before.
    pub(crate) async fn keys(&self, fresh: bool) -> Result<Rc<KeySet>> {
        let known = self.keys.borrow().clone().filter(|_| !fresh);
        if let Some(known) = known {
            return Ok(known);
        }
        let url = self.provider().await?.jwks_uri.clone();
        let response = self.host.fetch(&get(url)).await?;
        provider::accept_json(&response)?;
        let keys = Rc::new(KeySet::parse(&response.body)?);
        *self.keys.borrow_mut() = Some(keys.clone());
        Ok(keys)
    }

    pub(crate) fn has_keys(&self) -> bool {
        self.keys.borrow().is_some()
    }

    /// Turns the state to signed out if the session has run out; true if it did now.
    pub fn expire(&self) -> bool {
        let now = self.host.now();
        let ran_out = self.state.borrow().session.as_ref().is_some_and(|session| !session.stands(now));
        let renewable = self.state.borrow().session.as_ref().is_some_and(|session| session.tokens.refresh.is_some());
        if !ran_out || self.state.borrow().status != Status::SignedIn {
            return false;
        }
        if renewable {
            self.change(|state| state.status = Status::Pending);
            return true;
        }
        self.run_out();
        true
    }

    /// The session has run out and nothing renews it.
    pub(crate) fn run_out(&self) {
        let subject = self.state.borrow().session.as_ref().map(|session| session.subject.clone());
        self.state.borrow_mut().session = None;
        self.end(Some(Code::SessionExpired.into()));
        self.tell(Event::Expired(subject.unwrap_or_default()));
    }

    /// Whether the person may. Never yes before the session is known or after it ran out.
    pub fn check(&self, permission: &str) -> Decision {
        let state = self.state.borrow();
        let stranger = self.policy.check(&self.nobody, permission);
        match (state.status, self.standing(&state)) {
            _ if stranger.reason != Reason::SignedOut => stranger,
            (Status::Pending, _) => Decision { outcome: Outcome::Pending, reason: Reason::Pending },
            (Status::Failed, _) => Decision { outcome: Outcome::Indeterminate, reason: Reason::Unavailable },
            (_, Some(session)) => self.policy.check(&session.access, permission),
            (_, None) => stranger,
        }
    }

    /// Whether any permission under `pattern` is allowed.
    pub fn can_some(&self, pattern: &str) -> bool {
        let state = self.state.borrow();
        self.standing(&state).is_some_and(|session| self.policy.can_some(&session.access, pattern))
    }

    /// What a path may show.
    pub fn route(&self, path: &str) -> RouteDecision {
        let state = self.state.borrow();
        if state.status == Status::Pending {
            return RouteDecision::plain(RouteOutcome::Pending, Reason::Pending);
        }
        let public = [self.config.redirect_path()];
        match self.standing(&state) {
            Some(session) => self.policy.route(&session.access, path, &public, self.host.now()),
            None => {
                let decision = self.policy.route(&self.nobody, path, &public, self.host.now());
                let failed = state.status == Status::Failed && decision.outcome == RouteOutcome::SignIn;
                if failed { RouteDecision::plain(RouteOutcome::Indeterminate, Reason::Unavailable) } else { decision }
            }
        }
    }

    /// Where to go after a sign-in that knows no better.
    pub fn landing(&self) -> String {
        let state = self.state.borrow();
        let access = self.standing(&state).map_or(&self.nobody, |session| &session.access);
        self.policy.landing(access, self.host.now())
    }

    /// What the person may do, or what a stranger may.
    pub fn with_access<T>(&self, ask: impl FnOnce(&Access) -> T) -> T {
        let state = self.state.borrow();
        ask(self.standing(&state).map_or(&self.nobody, |session| &session.access))
    }

    fn standing<'a>(&self, state: &'a State) -> Option<&'a Session> {
        let now = self.host.now();
        state.session.as_ref().filter(|session| state.status == Status::SignedIn && session.stands(now))
    }
}

fn get(url: String) -> Request {
    Request { url, headers: Vec::from([("accept", String::from("application/json"))]), body: None }
}
