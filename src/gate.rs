//! What the conductors share: the configuration, the policy, the provider as it is known, and the state that a page sees.

use alloc::{rc::Rc, string::String, vec::Vec};
use core::cell::{Cell, Ref, RefCell};

use crate::access::{Access, Policy};
use crate::binding::Binding;
use crate::config::Config;
use crate::diagnostics::Trace;
use crate::error::{Code, Error, Result};
use crate::flow::Provider;
use crate::flow::challenge::Challenge;
use crate::flow::provider::discovery_url;
use crate::flow::{IssuerMode, read_json};
use crate::host::{Host, Request};
use crate::presets;
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
    pub(crate) state: RefCell<State>,
    pub(crate) nobody: Access,
    version: Cell<u32>,
    pub(crate) revision: Cell<u32>,
    provider: RefCell<Option<Rc<Provider>>>,
    keys: RefCell<Option<Rc<KeySet>>>,
    events: RefCell<Vec<Event>>,
    pub(crate) binding: RefCell<Binding>,
    /// Whether the page was hidden when it last woke.
    pub(crate) hidden: Cell<bool>,
    pub(crate) trace: RefCell<Trace>,
    epoch: Cell<u32>,
    /// How many operations are under way.
    pub(crate) running: Cell<u32>,
    /// Whether the session could be written where the app keeps it. What could not lives in this page alone.
    pub(crate) kept: Cell<bool>,
    /// Whether another tab told something while this one started.
    pub(crate) missed: Cell<bool>,
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
    /// Nothing is renewed before its end.
    pub pause: Option<Pause>,
    /// The authentication that was asked for at the last sign-in of this page.
    pub asked: Option<Challenge>,
}

/// A pause between two renewals of which the first failed.
pub struct Pause {
    /// When it began: a clock that was set back ends it.
    pub from: UnixTime,
    /// When it ends.
    pub until: UnixTime,
    /// How many faults came one after the other.
    pub tries: u32,
    /// The passing fault; `None` where the same would be refused again.
    pub fault: Option<Error>,
}

impl<H: Host> Gate<H> {
    /// A gate that knows nobody yet.
    pub fn new(host: H, config: Config, policy: Policy) -> Self {
        let state = State { status: Status::Pending, session: None, error: None, return_to: None, pause: None, asked: None };
        Self {
            store: Store::new(config.issuer.as_str(), &config.client_id),
            nobody: policy.nobody(),
            host,
            config,
            policy,
            state: RefCell::new(state),
            version: Cell::new(0),
            revision: Cell::new(0),
            provider: RefCell::default(),
            keys: RefCell::default(),
            events: RefCell::default(),
            binding: RefCell::default(),
            hidden: Cell::default(),
            trace: RefCell::default(),
            epoch: Cell::default(),
            running: Cell::default(),
            kept: Cell::new(true),
            missed: Cell::default(),
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

    /// Grows whenever a person's answers may be others: a renewal that brings the same names renders nothing.
    pub fn revision(&self) -> u32 {
        self.revision.get()
    }

    /// Another one whenever a session ended or became another person's: what was begun before it must not be finished after it.
    pub fn epoch(&self) -> u32 {
        self.epoch.get()
    }

    /// Whether nothing ended since `epoch`.
    pub(crate) fn still(&self, epoch: u32) -> Result<()> {
        if self.epoch() == epoch { Ok(()) } else { Err(self.no_session()) }
    }

    pub(crate) fn next_epoch(&self) {
        self.epoch.set(self.epoch().wrapping_add(1));
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

    /// Changes the state and lets the page know; `event` is what happened.
    pub(crate) fn change(&self, event: Option<Event>, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
        self.events.borrow_mut().extend(event);
        self.version.set(self.version.get().wrapping_add(1));
        self.host.changed();
    }

    /// Changes what no page sees.
    pub(crate) fn note(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
    }

    /// Ends whatever session there is: nothing of it stays in memory or in the tab's store.
    pub(crate) fn end(&self, status: Status, error: Option<Error>) {
        self.next_epoch();
        self.kept.set(true);
        self.store.drop_session(&self.host);
        self.unmark();
        let ended = self.state.borrow_mut().session.take();
        self.may_be_unused(ended.as_ref().and_then(|session| session.tokens.jkt.clone()));
        let event = ended.map(|session| match &error {
            Some(error) if error.code() == Code::SessionExpired => Event::Expired(session.subject),
            _ => Event::SignedOut(session.subject),
        });
        self.change(event, |state| {
            state.status = status;
            state.error = error;
            state.pause = None;
        });
    }

    /// Nobody is signed in, for this reason; what no sign-in can mend is a failure.
    pub(crate) fn settle(&self, error: Error) {
        let beyond = matches!(error.code(), Code::ConfigInvalid | Code::MapInvalid | Code::CryptoUnavailable | Code::StorageUnavailable);
        self.tell(Event::Error(error.clone()));
        self.end(if beyond { Status::Failed } else { Status::SignedOut }, Some(error));
    }

    /// Says what no sign-in can mend.
    pub(crate) fn fail(&self, error: Error) {
        self.tell(Event::Error(error.clone()));
        self.end(Status::Failed, Some(error));
    }

    pub(crate) fn has_session(&self) -> bool {
        self.state.borrow().session.is_some()
    }

    /// The provider's metadata, if it was read.
    pub(crate) fn known(&self) -> Option<Rc<Provider>> {
        self.provider.borrow().clone()
    }

    /// The provider's metadata: as configured, else read once from discovery.
    pub(crate) async fn provider(&self) -> Result<Rc<Provider>> {
        if let Some(known) = self.known() {
            return Ok(known);
        }
        let issuer = &self.config.issuer;
        let metadata = match &self.config.metadata {
            Some(metadata) => metadata.clone(),
            None => read_json(&self.heard(self.host.now(), self.host.fetch(&get(discovery_url(issuer))).await)?)?,
        };
        let template = self.policy.preset().is_some_and(|preset| preset.issuer == presets::IssuerMode::Template);
        let mode = if template { IssuerMode::TenantTemplate } else { IssuerMode::Exact };
        let known = Rc::new(Provider::parse(&metadata, issuer, mode)?);
        *self.provider.borrow_mut() = Some(known.clone());
        Ok(known)
    }

    /// The provider's keys, `fresh` or as they were read before.
    pub(crate) async fn keys(&self, fresh: bool) -> Result<Rc<KeySet>> {
        let known = self.keys.borrow().clone().filter(|_| !fresh);
        if let Some(known) = known {
            return Ok(known);
        }
        let provider = self.provider().await?;
        let url = provider.jwks_uri.as_str().into();
        let mut keys = KeySet::from_json(&read_json(&self.heard(self.host.now(), self.host.fetch(&get(url)).await)?)?)?;
        if let Some(algorithms) = &provider.id_token_algorithms {
            keys.bind(algorithms);
        }
        let keys = Rc::new(keys);
        *self.keys.borrow_mut() = Some(keys.clone());
        Ok(keys)
    }

    pub(crate) fn has_keys(&self) -> bool {
        self.keys.borrow().is_some()
    }

    /// A session that has run out is no session: it ends, or waits as `pending` where a refresh token may renew it.
    pub fn expire(&self) {
        let now = self.host.now();
        let renewable = match self.state.borrow().session.as_ref().filter(|session| !session.stands(now)) {
            Some(session) => session.tokens.refresh.is_some(),
            None => return,
        };
        if !renewable {
            self.end(Status::SignedOut, Some(Code::SessionExpired.into()));
        } else if self.state.borrow().status == Status::SignedIn {
            self.change(None, |state| state.status = Status::Pending);
        }
    }
}

fn get(url: String) -> Request {
    Request { url, headers: Vec::from([("accept", String::from("application/json"))]), body: None }
}
